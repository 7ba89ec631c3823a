"""Disagreements between sources, and the two groups of staff that may see and settle them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

GROUPS = ("editor", "publisher")
ACTIONS = ("view", "change")


def allow(apps, schema_editor):
    """Made here where they are missing: Django makes its own only after the last migration."""
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    rows = apps.get_model("auth", "Permission").objects.using(database)
    kind, _created = types.get_or_create(app_label="programs", model="evidencecase")
    permissions = [
        rows.get_or_create(
            content_type=kind,
            codename=f"{action}_evidencecase",
            defaults={"name": f"Can {action} 서로 다른 값"},
        )[0]
        for action in ACTIONS
    ]
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=GROUPS):
        group.permissions.add(*permissions)


def disallow(apps, schema_editor):
    rows = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    names = [f"{action}_evidencecase" for action in ACTIONS]
    rows.filter(content_type__app_label="programs", codename__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0001_initial"),
        ("programs", "0004_search_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_kind", models.CharField(max_length=30, verbose_name="무엇")),
                ("round_key", models.CharField(blank=True, max_length=50, verbose_name="회차")),
                ("verdict", models.CharField(max_length=20, verbose_name="견준 결과")),
                ("held", models.JSONField(verbose_name="사업에 적힌 값")),
                ("held_words", models.CharField(max_length=600, verbose_name="사업에 적힌 값")),
                ("stated", models.JSONField(verbose_name="기사가 말한 값")),
                ("stated_words", models.CharField(max_length=600, verbose_name="기사가 말한 값")),
                ("passage", models.TextField(verbose_name="근거 문장(직원 전용)")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "정하지 않음"), ("settled", "정함")],
                        default="open",
                        max_length=10,
                        verbose_name="진행",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("superseded", "새 값으로 바뀌었다: 사업에 적힌 값을 지웁니다"),
                            ("both_stand", "둘 다 맞다: 둘 다 둡니다"),
                            ("article_misread", "기사를 잘못 읽었다: 기사가 말한 값을 지웁니다"),
                            ("held_misread", "사업에 적힌 값이 틀렸다: 그 값을 지웁니다"),
                        ],
                        max_length=20,
                        verbose_name="결론",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="나중에 보는 사람이 알 수 있게 적어 주세요.",
                        max_length=500,
                        verbose_name="까닭",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="연 때",
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="정한 때"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_cases",
                        to="news.article",
                        verbose_name="기사",
                    ),
                ),
                (
                    "held_article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="news.article",
                        verbose_name="사업에 적힌 값의 출처",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.term",
                        verbose_name="이름",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="연 사람",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence_cases",
                        to="programs.program",
                        verbose_name="사업",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="정한 사람",
                    ),
                ),
            ],
            options={
                "verbose_name": "서로 다른 값",
                "verbose_name_plural": "서로 다른 값",
                "ordering": ["status", "-opened_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "program",
                            "row_kind",
                            "label",
                            "round_key",
                            "held",
                            "stated",
                            "held_article",
                            "article",
                        ),
                        name="one_case_a_disagreement",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", ""), ("settled_at__isnull", True), ("status", "open")
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("status", "settled"),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="settled_case_has_outcome_and_reason",
                        violation_error_message="결론과 까닭을 함께 적어 주세요.",
                    ),
                ],
            },
        ),
        migrations.RunPython(allow, disallow),
    ]
