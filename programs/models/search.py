"""What search reads: one narrow row a program, the words that occur, and the vocabulary that staff keep."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from programs.models.edition import Edition
from programs.models.program import Program


class CurrentTransaction(models.Func):
    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class SearchDocument(models.Model):
    """A live edition as search sees it. Derived: ``manage.py rebuild_search`` makes it anew.

    A program keeps its row for good (``edition`` is empty while none is live), so that the program's number
    can stand for it in bit sets. States depend on the day and are worked out from the stored days when read.
    """

    program = models.OneToOneField(
        Program, models.CASCADE, primary_key=True, related_name="search_document"
    )
    edition = models.OneToOneField(
        Edition, models.SET_NULL, null=True, related_name="search_document"
    )
    # Pairs of letters: exact for words inside one written word, marked with ~ across a space.
    names = SearchVectorField()
    everything = SearchVectorField()
    # Normal text by weight: name, terms, summary, body, headlines (see programs.search.index.FIELDS).
    texts = ArrayField(models.TextField())
    words = ArrayField(models.TextField())
    # What filters and facets ask for.
    terms = ArrayField(models.BigIntegerField())
    areas = ArrayField(models.CharField(max_length=10))
    organizations = ArrayField(models.BigIntegerField())
    phase = models.CharField(max_length=20)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    check_due_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    # The way of building: 0 until the morphemes are known, else programs.search.index.FORMAT.
    format = models.PositiveSmallIntegerField(default=0)
    built_at = models.DateTimeField(db_default=Now())
    # The number of the transaction that wrote the row last: what a process has not read yet.
    written_in = models.BigIntegerField(db_default=CurrentTransaction())

    class Meta:
        verbose_name = _("찾기 색인")
        verbose_name_plural = _("찾기 색인")
        indexes = [
            GinIndex(fields=["names"], name="search_names"),
            GinIndex(fields=["everything"], name="search_everything"),
            models.Index(fields=["format"], name="search_format"),
            models.Index(fields=["written_in"], name="search_written_in"),
        ]

    def __str__(self) -> str:
        return self.texts[0] if self.texts else str(self.program_id)


class SearchState(models.Model):
    """One row. A new ``stamp`` says that what processes remember of index or vocabulary is old."""

    key = models.CharField(max_length=20, primary_key=True)
    stamp = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return self.key


class SearchWord(models.Model):
    """A word of some program or of the vocabulary, with what is needed to find it misspelt."""

    word = models.CharField(max_length=60, primary_key=True)
    is_vocabulary = models.BooleanField(default=False)
    # Disparaging: found, never suggested.
    is_hidden = models.BooleanField(default=False)
    initials = models.CharField(max_length=60, blank=True)
    # Checksums of the word with letters left out (programs.search.text.near_keys).
    near = ArrayField(models.IntegerField(), default=list)

    class Meta:
        verbose_name = _("찾기 낱말")
        verbose_name_plural = _("찾기 낱말")
        indexes = [
            GinIndex(fields=["near"], name="search_word_near"),
            models.Index(fields=["initials"], name="search_word_initials"),
        ]

    def __str__(self) -> str:
        return self.word


class SearchCount(models.Model):
    """How many programs have a word. Apart from SearchWord: counts change all the time, its index is costly."""

    word = models.CharField(max_length=60, primary_key=True)
    programs = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.word}: {self.programs}"


class SynonymGroup(models.Model):
    """Words that mean the same, or everyday words and the official ones that they mean."""

    class Kind(models.TextChoices):
        SAME = "same", _("같은 말")
        MEANS = "means", _("일상어 → 공식 이름 (한쪽으로만)")
        WEAK = "weak", _("같은 말이지만 어디에나 있는 말")

    key = models.SlugField(_("식별자"), max_length=60, unique=True)
    kind = models.CharField(_("종류"), max_length=10, choices=Kind, default=Kind.SAME)
    words = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("낱말"),
        help_text=_(
            "쉼표로 나눕니다. 띄어쓰기와 대소문자는 달라도 찾으니 한 번만 적습니다. 예: 산후조리, 산후관리"
        ),
    )
    means = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("뜻하는 공식 이름"),
        default=list,
        blank=True,
        help_text=_("‘일상어 → 공식 이름’일 때만 적습니다. 예: 행정복지센터"),
    )
    is_outdated = models.BooleanField(
        _("낮추는 옛말"),
        default=False,
        help_text=_("찾을 수는 있지만 화면에 권하지 않습니다."),
    )
    note = models.CharField(_("참고"), max_length=200, blank=True)
    last_modified = models.DateTimeField(_("마지막 수정"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("비슷한말")
        verbose_name_plural = _("비슷한말")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="means") & ~models.Q(means=[])
                | ~models.Q(kind="means") & models.Q(means=[]),
                name="only_everyday_words_mean_others",
                violation_error_message=_(
                    "뜻하는 공식 이름은 ‘일상어 → 공식 이름’일 때만, 그때는 하나 이상 적습니다."
                ),
            )
        ]

    def __str__(self) -> str:
        arrow = f" → {', '.join(self.means)}" if self.means else ""
        return f"{', '.join(self.words)}{arrow}"


class VocabularyEntry(models.Model):
    """Words of another language, and the Korean ones that programs use. ``*`` ends a word of any ending."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("영어")
        RUSSIAN = "ru", _("러시아어")
        VIETNAMESE = "vi", _("베트남어")
        CHINESE = "zh-hans", _("중국어(간체)")
        UZBEK = "uz", _("우즈베크어")

    language = models.CharField(_("언어"), max_length=10, choices=Language)
    foreign = ArrayField(models.CharField(max_length=80), verbose_name=_("외국어"))
    korean = ArrayField(models.CharField(max_length=60), verbose_name=_("한국어"))
    weight = models.PositiveSmallIntegerField(
        _("무게"), default=1, help_text=_("0: 지원, 신청처럼 어디에나 있는 말")
    )
    note = models.CharField(_("참고"), max_length=200, blank=True)
    last_modified = models.DateTimeField(_("마지막 수정"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("외국어 낱말")
        verbose_name_plural = _("외국어 낱말")
        ordering = ["language", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__in=[0, 1]), name="vocabulary_weight_is_0_or_1"
            )
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.foreign[:3])} → {', '.join(self.korean)}"


class IgnoredWord(models.Model):
    """A word that says nothing about what is looked for (a stop word)."""

    language = models.CharField(
        _("언어"),
        max_length=10,
        choices=[("ko", _("한국어")), *VocabularyEntry.Language.choices],
    )
    word = models.CharField(_("낱말"), max_length=40)

    class Meta:
        verbose_name = _("넘기는 말")
        verbose_name_plural = _("넘기는 말")
        ordering = ["language", "word"]
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="ignored_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class NoResultQuery(models.Model):
    """Words that found nothing, counted by day. Nothing about who searched; kept 90 days."""

    words = models.CharField(_("찾은 말"), max_length=100)
    day = models.DateField(_("날"), db_default=TruncDate(Now()))
    count = models.PositiveIntegerField(_("횟수"), default=1)

    class Meta:
        verbose_name = _("결과가 없던 말")
        verbose_name_plural = _("결과가 없던 말")
        ordering = ["-day", "-count", "words"]
        constraints = [
            models.UniqueConstraint(fields=["words", "day"], name="no_result_once_a_day")
        ]

    def __str__(self) -> str:
        return self.words
