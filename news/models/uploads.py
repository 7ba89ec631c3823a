"""What arrived, unchanged; and the list of items that staff make of it, with every step kept."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article
from news.models.publishers import Publisher

# Nobody has picked it up, or whoever did has stopped.
UNCLAIMED_AFTER = timedelta(seconds=20)
STUCK_AFTER = timedelta(minutes=5)


class UploadQuerySet(models.QuerySet):
    def with_waiting_time(self) -> UploadQuerySet:
        """``waited``: since it came into its present state, by the database's clock."""
        return self.annotate(
            waited=models.ExpressionWrapper(
                Now() - models.F("state_at"), output_field=models.DurationField()
            )
        )

    def to_confirm(self) -> UploadQuerySet:
        return self.filter(state=Upload.State.READ, items_waiting__gt=0)

    def all_confirmed(self) -> UploadQuerySet:
        return self.filter(state=Upload.State.READ, items_waiting=0)


class Upload(models.Model):
    """Its bytes stand in ``UploadContent``, its items in the newest ``DeskStep``. Never public."""

    class State(models.TextChoices):
        RECEIVED = "received", _("읽기를 기다림")
        FETCHING = "fetching", _("가져오는 중")
        READING = "reading", _("읽는 중")
        READ = "read", _("읽음")
        FAILED = "failed", _("읽지 못함")
        SAME = "same", _("이미 있던 것")

    class Origin(models.TextChoices):
        FILE = "file", _("파일")
        PASTED = "pasted", _("붙여 넣은 글")
        ADDRESS = "address", _("웹 주소")

    UNDER_WAY = (State.RECEIVED, State.FETCHING, State.READING)

    name = models.CharField(_("이름"), max_length=200)
    origin = models.CharField(_("받은 방법"), max_length=10, choices=Origin)
    address = models.URLField(_("웹 주소"), max_length=500, blank=True)
    final_address = models.URLField(_("실제로 연 주소"), max_length=500, blank=True)
    # Null until the bytes are here.
    sha256 = models.CharField(
        max_length=64,
        null=True,
        unique=True,
        editable=False,
        error_messages={"unique": _("같은 내용이 이미 있습니다.")},
    )
    size = models.PositiveIntegerField(_("크기(바이트)"), default=0)
    media_type = models.CharField(_("종류"), max_length=10, blank=True)
    publisher = models.ForeignKey(
        Publisher, models.SET_NULL, verbose_name=_("발행처"), null=True, blank=True
    )
    state = models.CharField(_("상태"), max_length=10, choices=State, default=State.RECEIVED)
    state_at = models.DateTimeField(db_default=Now(), editable=False)
    reason = models.CharField(_("까닭"), max_length=300, blank=True)
    same_as = models.ForeignKey("self", models.CASCADE, null=True, blank=True, editable=False)
    items_waiting = models.PositiveIntegerField(_("확인할 것"), default=0)
    items_confirmed = models.PositiveIntegerField(_("확인한 것"), default=0)
    articles = models.ManyToManyField(
        Article, verbose_name=_("이 지면에서 나온 기사"), related_name="uploads", blank=True
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("올린 사람"), null=True
    )
    uploaded_at = models.DateTimeField(_("올린 때"), db_default=Now(), editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("지면")
        verbose_name_plural = _("지면")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:news_upload_change", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def is_unclaimed(self) -> bool:
        """Waits longer than a running worker would let it. Needs ``with_waiting_time``."""
        return self.state == self.State.RECEIVED and self.waited > UNCLAIMED_AFTER

    @property
    def may_be_read_again(self) -> bool:
        """Failed, or whoever was reading it has stopped. Needs ``with_waiting_time``."""
        is_stuck = self.is_under_way and self.waited > STUCK_AFTER
        return is_stuck or self.state == self.State.FAILED


class UploadContent(models.Model):
    """Kept apart, so that no list ever loads it. ``text``: what the places of the items point into."""

    upload = models.OneToOneField(Upload, models.CASCADE, primary_key=True, related_name="content")
    original = models.BinaryField(_("받은 그대로"))
    text = models.TextField(_("꺼낸 글자"), blank=True)

    def __str__(self) -> str:
        return f"{self.upload_id}"


class DeskStep(models.Model):
    """The whole list of items after a step; rows are only added.

    ``previous`` and ``following`` are the numbers to which undo and redo lead, None where there is nothing.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    sheet = models.JSONField()
    words = models.CharField(max_length=300)
    previous = models.PositiveIntegerField(null=True)
    following = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["upload", "number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_step_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.words}"
