from news.models.articles import Article, ArticleQuerySet, Reading
from news.models.links import LinkCheck
from news.models.publishers import Publisher
from news.models.uploads import DeskStep, Upload, UploadContent

__all__ = [
    "Article",
    "ArticleQuerySet",
    "DeskStep",
    "LinkCheck",
    "Publisher",
    "Reading",
    "Upload",
    "UploadContent",
]
