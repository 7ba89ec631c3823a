import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandParser, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import translations

# Any number will do, as long as nobody else uses it: two machines must not migrate at once.
ADVISORY_LOCK = 706_520_260_701

# The larger half of what the installed apps bring, for pages that are not here.
UNUSED = ["redoc"]


class Command(BaseCommand):
    help = "Brings database, translations and static files up to date; does only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-static", action="store_true", help="runserver finds them itself")

    def handle(self, *, no_static: bool, **options) -> None:
        for written in translations.compile_changed():
            self.stdout.write(f"Compiled {written.relative_to(settings.BASE_DIR)}.")
        with alone():
            self.migrate()
            self.check(databases=["default"])
            self.load_catalogue()
            self.index_programs()
            self.make_first_staff()
        if not no_static:
            self.collect_static()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database …")
            call_command("migrate", interactive=False)

    def load_catalogue(self) -> None:
        if not apps.get_model("programs", "Program").objects.exists():
            self.stdout.write("Loading the catalogue …")
            call_command("load_catalogue")

    def index_programs(self) -> None:
        """Programs that were published before search was there can't be found until they are read."""
        live = apps.get_model("programs", "Edition").objects.live()
        if live.filter(search_document=None).exists():
            self.stdout.write("Reading programs for search …")
            call_command("rebuild_search")

    def make_first_staff(self) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password)
        self.stdout.write(
            "\nFirst staff account, shown only this once; change the password under /admin/:\n"
            f"  name      admin\n  password  {password}\n"
        )

    def collect_static(self) -> None:
        kept, now = settings.VAR / "static.fingerprint", static_fingerprint()
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        if manifest.exists() and kept.exists() and kept.read_text() == now:
            return
        self.stdout.write("Collecting and compressing static files …")
        call_command("collectstatic", interactive=False, ignore_patterns=UNUSED)
        kept.write_text(now)


@contextmanager
def alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def static_fingerprint() -> str:
    """Changes when any file that would be collected does."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            facts = (path, storage.size(path), storage.get_modified_time(path).timestamp())
            seen.update(repr(facts).encode())
    return seen.hexdigest()
