import django.contrib.postgres.indexes
from django.db import migrations

# Entering the pairs of letters of one program after the other costs 5 ms each; together a fifth of that.
# Whoever writes empties the list (programs.search.index.write), so that no search has to read it.
NAMES = {
    "search_names": ("searchdocument", ["names"]),
    "search_everything": ("searchdocument", ["everything"]),
    "search_word_near": ("searchword", ["near"]),
}


def together(name: str, model: str, fields: list[str]) -> migrations.SeparateDatabaseAndState:
    index = django.contrib.postgres.indexes.GinIndex(fields=fields, name=name)
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER INDEX {name} SET (fastupdate = on)",
                f"ALTER INDEX {name} SET (fastupdate = off); SELECT gin_clean_pending_list('{name}')",
            )
        ],
        state_operations=[
            migrations.RemoveIndex(model_name=model, name=name),
            migrations.AddIndex(model_name=model, index=index),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_search_storage")]
    operations = [together(name, model, fields) for name, (model, fields) in NAMES.items()]
