"""The starting catalogue: from the readable files in ``fixtures/`` into the database.

What exists already is left alone, whoever changed it since: loading twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml
from django.db import models, transaction
from django.db.models.functions import Now

from news.models import Article, Publisher, Reading
from programs.actions import publish
from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Fact,
    Involvement,
    Location,
    Organization,
    Program,
    RequiredDocument,
    Round,
    Schedule,
    Sourced,
    Term,
)
from regions import catalogue as region_catalogue
from regions.models import Region

# The day on which the catalogue's values were compared with their articles, and by whom.
VERIFIED_ON = date(2026, 11, 22)
VERIFIED_BY = "정책이음 편집부"

CHILDREN: dict[str, type[Sourced]] = {
    "rounds": Round,
    "facts": Fact,
    "schedules": Schedule,
    "windows": ApplicationWindow,
    "eligibility": Eligibility,
    "channels": Channel,
    "documents": RequiredDocument,
    "locations": Location,
    "involvements": Involvement,
}
_SCALARS = (
    "name",
    "alternate_name",
    "summary",
    "description",
    "eligibility_description",
    "application_process",
    "phase",
)


class CatalogueError(Exception):
    """What is wrong in which file, in one sentence."""


def load(folder: Path) -> Counter[str]:
    """Load everything below ``folder`` in one transaction. Returns how many rows of each kind are new."""
    with transaction.atomic():
        return _Loader(folder).load()


class _Loader:
    def __init__(self, folder: Path):
        self.folder = folder
        self.new: Counter[str] = Counter()

    def load(self) -> Counter[str]:
        try:
            self.new["region"] = region_catalogue.load(self.folder).created
        except (OSError, ValueError) as error:
            raise CatalogueError(str(error)) from error
        self.regions = {region.code: region for region in Region.objects.all()}
        self.publishers = self._load_simple(Publisher, "publishers.yaml", "slug")
        self._load_terms()
        self._load_organizations()
        self._load_articles()
        self._load_programs()
        return +self.new

    def _entries(self, name: str) -> Iterator[dict]:
        path = self.folder / name
        try:
            entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        except (OSError, yaml.YAMLError) as error:
            raise CatalogueError(f"{name}: {error}") from error
        if not isinstance(entries, list):
            raise CatalogueError(f"{name}: a list of entries is expected")
        for entry in entries:
            try:
                yield dict(entry)
            except (TypeError, ValueError) as error:
                raise CatalogueError(f"{name}: not an entry: {entry!r}") from error

    def _load_simple(
        self, model: type[models.Model], name: str, key: str
    ) -> dict[str, models.Model]:
        existing = {getattr(row, key): row for row in model.objects.all()}
        for entry in self._entries(name):
            if entry[key] not in existing:
                existing[entry[key]] = model.objects.create(**entry)
                self.new[model._meta.model_name] += 1
        return existing

    def _load_terms(self) -> None:
        self.terms = {(term.taxonomy, term.slug): term for term in Term.objects.all()}
        for position, entry in enumerate(self._entries("terms.yaml")):
            identity = (entry["taxonomy"], entry["slug"])
            if identity not in self.terms:
                self.terms[identity] = Term.objects.create(**{"position": position, **entry})
                self.new["term"] += 1

    def _load_organizations(self) -> None:
        self.organizations = {row.slug: row for row in Organization.objects.all()}
        parents = {}
        for entry in self._entries("organizations.yaml"):
            if entry["slug"] in self.organizations:
                continue
            parents[entry["slug"]] = entry.pop("parent", None)
            entry["region"] = self._region(entry.get("region"))
            self.organizations[entry["slug"]] = Organization.objects.create(**entry)
            self.new["organization"] += 1
        for slug, parent in parents.items():
            if parent:
                self.organizations[slug].parent = self.organizations[parent]
                self.organizations[slug].save()

    def _region(self, code: str | None) -> Region | None:
        return None if code is None else self.regions[str(code)]

    def _load_articles(self) -> None:
        self.articles = {row.key: row for row in Article.objects.all()}
        for entry in self._entries("articles.yaml"):
            if entry["key"] in self.articles:
                continue
            readings, regions = entry.pop("readings", []), entry.pop("regions", [])
            article = Article.objects.create(
                key=entry["key"],
                publisher=self.publishers[entry["publisher"]],
                headline=entry["headline"],
                date_published=entry.get("date"),
                date_note=entry.get("date_note", ""),
                kind=entry.get("kind", Article.Kind.NEWS),
                reporter=entry.get("reporter", ""),
                is_reporter_uncertain=entry.get("reporter_as_printed", False),
                note=entry.get("note", ""),
                page=entry.get("page", ""),
                confirmed_at=Now(),
            )
            article.regions.set([self._region(code) for code in regions])
            Reading.objects.bulk_create(Reading(article=article, **reading) for reading in readings)
            self.articles[article.key] = article
            self.new["article"] += 1

    def _load_programs(self) -> None:
        existing = {program.slug: program for program in Program.objects.all()}
        entries = [
            entry
            for path in sorted((self.folder / "programs").glob("*.yaml"))
            for entry in self._entries(f"programs/{path.name}")
        ]
        fresh = [entry for entry in entries if entry["slug"] not in existing]
        for entry in fresh:
            existing[entry["slug"]] = Program.objects.create(slug=entry["slug"])
            self.new["program"] += 1
        for entry in sorted(fresh, key=self._newest_source):
            program = existing[entry["slug"]]
            try:
                self._identify(program, entry, existing)
                self._publish(program, entry)
            except (KeyError, TypeError, ValueError) as error:
                raise CatalogueError(f"program {entry['slug']}: {error!r}") from error

    def _newest_source(self, entry: dict) -> str:
        """What newer articles tell of is published later, so that it stands first among what is new."""
        cited = {
            key for name in CHILDREN for child in entry.get(name, []) for key in child["cites"]
        }
        dates = [str(self.articles[key].date_published or "") for key in cited & set(self.articles)]
        return max((date for date in dates if not date.startswith("X")), default="")

    def _identify(self, program: Program, entry: dict, programs: dict[str, Program]) -> None:
        if entry.get("parent"):
            program.parent = programs[entry["parent"]]
            program.save()
        program.related.add(*(programs[slug] for slug in entry.get("related", [])))

    def _publish(self, program: Program, entry: dict) -> None:
        edition = Edition.objects.create(
            program=program,
            number=1,
            unknowns=entry.get("unknowns", []),
            phase_article=next((self.articles[key] for key in entry.get("phase_cites", [])), None),
            **{name: entry[name] for name in _SCALARS if name in entry},
        )
        edition.service_areas.set([self._region(code) for code in entry.get("service_areas", [])])
        edition.themes.set(self._terms(entry.get("themes", []), Term.Taxonomy.THEME))
        edition.benefits.set(self._terms(entry.get("benefits", []), Term.Taxonomy.BENEFIT))
        edition.audiences.set(
            self._terms(
                entry.get("audiences", []),
                Term.Taxonomy.AUDIENCE,
                Term.Taxonomy.LIFE_STAGE,
                Term.Taxonomy.HOUSEHOLD,
            )
        )
        rounds: dict[str, Round] = {}
        for name, model in CHILDREN.items():
            for position, child in enumerate(entry.get(name, [])):
                for row in self._add(model, edition, position, dict(child), rounds):
                    if isinstance(row, Round):
                        rounds[row.key] = row
        publish(edition=edition, by=None)

    def _terms(self, slugs: list[str], *taxonomies: str) -> list[Term]:
        found = []
        for slug in slugs:
            term = next((self.terms[t, slug] for t in taxonomies if (t, slug) in self.terms), None)
            if term is None:
                raise ValueError(f"no term {slug!r} among {', '.join(taxonomies)}")
            found.append(term)
        return found

    def _add(
        self,
        model: type[Sourced],
        edition: Edition,
        position: int,
        child: dict,
        rounds: dict[str, Round],
    ) -> Iterator[Sourced]:
        """One row an article: what two articles state alike are two statements."""
        cites = child.pop("cites")
        child["why_corrected"] = child.pop("why", "")
        if "region" in child:
            child["region"] = self._region(child["region"])
        if model is Fact:
            child["label"] = self.terms[Term.Taxonomy.FACT_LABEL, child["label"]]
            child["round"] = rounds[str(child["round"])] if "round" in child else None
        if model is Round:
            child["key"] = str(child["key"])
            child["places"] = ", ".join(child.get("places", []))
        if model is Eligibility and "term" in child:
            child["term"] = self._terms(
                [child["term"]],
                Term.Taxonomy.AUDIENCE,
                Term.Taxonomy.LIFE_STAGE,
                Term.Taxonomy.HOUSEHOLD,
            )[0]
        if model is Involvement:
            child["organization"] = self.organizations[child["organization"]]
        for key in cites:
            row = model(
                edition=edition,
                position=position,
                article=self.articles[key],
                verified_on=VERIFIED_ON,
                verified_by=VERIFIED_BY,
                **child,
            )
            row.full_clean(exclude=["edition"])
            row.save()
            yield row
