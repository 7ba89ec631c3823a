"""Staff keep the vocabulary of search, and read what people looked for in vain."""

from django.db import migrations

GROUPS = ("editor", "publisher")
WRITTEN = {"synonymgroup": "비슷한말", "vocabularyentry": "외국어 낱말", "ignoredword": "넘기는 말"}
READ = {"noresultquery": "결과가 없던 말"}


def allowed():
    for name, words in WRITTEN.items():
        yield from ((name, words, action) for action in ("add", "change", "delete", "view"))
    yield from ((name, words, "view") for name, words in READ.items())


def allow(apps, schema_editor):
    """Made here where they are missing: Django makes its own only after the last migration."""
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    rows = apps.get_model("auth", "Permission").objects.using(database)
    permissions = [
        rows.get_or_create(
            content_type=types.get_or_create(app_label="programs", model=name)[0],
            codename=f"{action}_{name}",
            defaults={"name": f"Can {action} {words}"},
        )[0]
        for name, words, action in allowed()
    ]
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=GROUPS):
        group.permissions.add(*permissions)


def disallow(apps, schema_editor):
    rows = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    names = [f"{action}_{name}" for name, _words, action in allowed()]
    rows.filter(content_type__app_label="programs", codename__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("programs", "0006_search_counts")]
    operations = [migrations.RunPython(allow, disallow)]
