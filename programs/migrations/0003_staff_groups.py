"""Two groups of staff: editors write, publishers also decide what residents see."""

from django.db import migrations

WRITTEN = {
    "programs": ["program", "edition", "organization", "term"],
    "news": ["article", "publisher"],
}
READ = {"regions": ["region"]}
DECISIONS = {
    "review_edition": "판을 승인하거나 돌려보낼 수 있음",
    "publish_edition": "판을 공개할 수 있음",
    "withdraw_edition": "공개된 판을 내릴 수 있음",
}


def permissions(apps, database, models, actions):
    """Made here where they are missing: Django makes its own only after the last migration."""
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    rows = apps.get_model("auth", "Permission").objects.using(database)
    for app, names in models.items():
        for name in names:
            kind, _created = types.get_or_create(app_label=app, model=name)
            words = apps.get_model(app, name)._meta.verbose_name
            for action in actions:
                yield rows.get_or_create(
                    content_type=kind,
                    codename=f"{action}_{name}",
                    defaults={"name": f"Can {action} {words}"},
                )[0]


def decisions(apps, database):
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    kind, _created = types.get_or_create(app_label="programs", model="edition")
    rows = apps.get_model("auth", "Permission").objects.using(database)
    for codename, name in DECISIONS.items():
        yield rows.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


def make_groups(apps, schema_editor):
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    writing = [
        *permissions(apps, database, WRITTEN, ["add", "change", "view"]),
        *permissions(apps, database, READ, ["view"]),
    ]
    editor, _created = groups.get_or_create(name="editor")
    editor.permissions.add(*writing)
    publisher, _created = groups.get_or_create(name="publisher")
    publisher.permissions.add(*writing, *decisions(apps, database))


def remove_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=["editor", "publisher"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0002_initial"),
        ("news", "0001_initial"),
        ("regions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": ["name", "-number"],
                "permissions": list(DECISIONS.items()),
                "verbose_name": "판",
                "verbose_name_plural": "사업 (판별)",
            },
        ),
        migrations.RunPython(make_groups, remove_groups),
    ]
