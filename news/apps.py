from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "기사"
    default_auto_field = "django.db.models.BigAutoField"
