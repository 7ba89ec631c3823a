"""An article beside the catalogue: what it is about, what it says of the facts there, what it adds."""

from __future__ import annotations

from dataclasses import dataclass, field

from news.models import Article
from programs.evidence.about import Match, Ranking
from programs.evidence.candidates import Ground, candidates, ground_of, shortlist, with_names
from programs.evidence.claims import claims_of
from programs.evidence.drafts import Draft, Labels, draft, is_worth_a_draft
from programs.evidence.mentions import COUNTED, Mention, mentions_in
from programs.evidence.sentences import Sentences
from programs.evidence.verdicts import AGREES, Finding, Judge, Pair, settle
from programs.models import Edition, Fact, Term

# A program further down the list is about something else that shares its words.
MOST_PROGRAMS = 12


@dataclass
class ProgramEvidence:
    match: Match
    findings: list[Finding] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        return self.match.edition


@dataclass
class ArticleEvidence:
    article: Article
    ground: Ground
    programs: list[ProgramEvidence] = field(default_factory=list)

    def of(self, program_id: int) -> ProgramEvidence | None:
        return next((p for p in self.programs if p.edition.program_id == program_id), None)


def read(article: Article) -> ArticleEvidence:
    """A fixed number of queries. Writes nothing."""
    ground = ground_of(article)
    sentences = Sentences(article.text)
    if not sentences.all:
        return ArticleEvidence(article, ground)
    editions = shortlist(candidates(ground), article)
    ranking = Ranking(article, sentences, with_names(editions))
    programs = [ProgramEvidence(match) for match in ranking.matches[:MOST_PROGRAMS]]
    _judge(article, sentences, ranking, programs)
    return ArticleEvidence(article, ground, programs)


def _judge(
    article: Article, sentences: Sentences, ranking: Ranking, programs: list[ProgramEvidence]
) -> None:
    mentions = mentions_in(article, sentences)
    nearness = _nearness(sentences, ranking, programs)
    pairs: list[Pair] = []
    for program in programs:
        judge = Judge(article, sentences, claims_of(program.edition))
        pairs += judge.pairs(mentions, nearness[program.edition.pk])
        program.findings += judge.texts()
    owner = {id(pair.claim): pair.claim.row.edition_id for pair in pairs}
    by_edition = {program.edition.pk: program for program in programs}
    findings = settle(pairs, article)
    for finding in findings:
        by_edition[owner[id(finding.claim)]].findings.append(finding)
    _draft(mentions, findings, pairs, programs, nearness)
    for program in programs:
        program.findings.sort(key=lambda finding: finding.sentence.start)


def _nearness(
    sentences: Sentences, ranking: Ranking, programs: list[ProgramEvidence]
) -> dict[int, dict[int, float]]:
    """Edition → sentence → how much of it is that program's, from 0 to 1 over the programs."""
    near = {
        p.edition.pk: [
            (ranking.affinity(p.edition, index) + 0.15) * p.match.score
            for index in range(len(sentences.all))
        ]
        for p in programs
    }
    tops = [max(values) for values in zip(*near.values(), strict=True)]
    return {
        pk: {i: value / tops[i] if tops[i] else 0.0 for i, value in enumerate(values)}
        for pk, values in near.items()
    }


def _draft(
    mentions: list[Mention],
    findings: list[Finding],
    pairs: list[Pair],
    programs: list[ProgramEvidence],
    nearness: dict[int, dict[int, float]],
) -> None:
    """Each figure that is left goes to the one program that its sentence is nearest to; the same value once."""
    told = {finding.mention.place for finding in findings if finding.mention}
    # Printed twice, in the deck and in the body: what one place explains, the other does too.
    known = {_meaning(finding.mention) for finding in findings if finding.mention}
    labels = Labels(
        Term.objects.filter(taxonomy=Term.Taxonomy.FACT_LABEL),
        Fact.objects.filter(text="").values_list("label", "unit").distinct(),
    )
    dated = {pair.mention.place for pair in pairs if pair.claim.dates and pair.comparison in AGREES}
    likely = [program for program in programs if program.match.is_sure]
    for mention in mentions:
        if not likely or mention.place in told or not is_worth_a_draft(mention):
            continue
        if _meaning(mention) in known or mention.place in dated:
            continue
        known.add(_meaning(mention))
        home = max(likely, key=lambda program: nearness[program.edition.pk][mention.index])
        home.drafts.append(draft(mention, home.edition, labels))


def _meaning(mention: Mention) -> tuple:
    figure = mention.figure
    if figure.kind in COUNTED:
        return (figure.value, figure.value_max, figure.unit)
    return ("date", *mention.dates)
