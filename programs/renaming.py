"""A program's address: chosen once, and where it must change, the old one keeps leading to the program."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programs.models import FormerSlug, Program


def check_free(slug: str, *, program: Program | None = None) -> None:
    """Raises ValidationError where the address leads, or once led, to another program."""
    others = Program.objects.exclude(pk=program.pk) if program else Program.objects.all()
    former = FormerSlug.objects.exclude(program=program) if program else FormerSlug.objects.all()
    if others.filter(slug=slug).exists() or former.filter(slug=slug).exists():
        raise ValidationError(
            _("다른 사업이 쓰거나 예전에 쓰던 주소입니다. 다른 주소를 적어 주세요.")
        )


@transaction.atomic
def rename(*, program: Program, slug: str) -> Program:
    """The old address redirects from now on. Back to a former one is possible."""
    program = Program.objects.select_for_update().get(pk=program.pk)
    if slug == program.slug:
        raise ValidationError(_("지금 주소와 같습니다."))
    check_free(slug, program=program)
    program.former_slugs.filter(slug=slug).delete()
    FormerSlug.objects.create(program=program, slug=program.slug)
    program.slug = slug
    program.full_clean()
    program.save(update_fields=["slug"])
    return program
