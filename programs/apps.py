from collections.abc import Iterator

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = "정책"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from news.reading.catalogue import names_from

        names_from(known_names)


def known_names() -> Iterator[str]:
    """Organizations and places of live programs, which a newspaper reader may recognise misspelt."""
    from programs.models import Location, Organization

    yield from Organization.objects.values_list("name", flat=True)
    yield from Organization.objects.exclude(alternate_name="").values_list(
        "alternate_name", flat=True
    )
    places = Location.objects.filter(edition__status="published")
    yield from places.values_list("name", flat=True).distinct()
