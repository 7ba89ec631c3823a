"""Blocks in reading order → drafts of items: which heading, deck, pieces and pictures belong together.

A page is read once from top to bottom. Headings wait for the running text that they stand above. A piece of running
text goes to the article that it continues best: how Korean the seam reads, how many words the two share, and whether
the piece can start an article at all. So a piece that a photo, an advertisement or another article cut off goes back.
"""

from __future__ import annotations

import re

from news.reading.blocks import Block, ends_sentence
from news.reading.bylines import leading_byline
from news.reading.drafts import Draft
from news.reading.headings import above_furniture, foreign_headings, part_headings
from news.reading.kinds import Role, announces_picture, fragment_weight, is_scene, role_of
from news.reading.seams import fits_between, heads, opens_article, seam, shared, starts_midway
from news.reading.zones import after_article, offers

_INTERTITLE = re.compile(r"^[◇◆■□▲△●○▶▷☞]\s?\S.{1,24}$")
_CONNECTIVE = re.compile(
    r"^(?:또한?|특히|이어|이에|이로써|그 결과|그러나|한편|아울러|이와 함께|이와 관련|이 밖에|이밖에|다만|이번|이날|앞서|이후|그동안|당초|이를|먼저|여기에)[ ,]"
)
# What a shared vocabulary weighs beside the seam (a logarithm of likelihood).
_SHARED_WEIGHT = 30
_ENOUGH = 3
_CURRENT = 6
_FITS_BETWEEN = 12
_LEADS_ON, _ONE_SENTENCE = 10, 14
# A picture's title is made of its caption's words.
_TITLE_SHARES = 0.5


class Assembly:
    def __init__(self, blocks: list[Block]):
        self.blocks = part_headings(blocks)
        self.roles = self._roles()
        self.drafts: list[Draft] = []
        self.waiting: list[Block] = []
        # After how many of them the page's furniture stood.
        self.cuts: list[int] = []
        self.current: Draft | None = None

    def run(self) -> list[Draft]:
        zones = offers(self.blocks, self.roles)
        end = after_article(self.blocks, self.roles)
        for number, block in enumerate(self.blocks):
            if number >= end:
                self._furnish(block)
            elif number in zones:
                self._add_to_zone(zones[number], block)
            else:
                self._place(number, block)
        self._leave_waiting()
        return self._in_order()

    def _roles(self) -> list[Role]:
        """Each block's own role; what looks like a heading but stands in the middle of a sentence is running text."""
        self.roles = [role_of(block) for block in self.blocks]
        for number in range(1, len(self.blocks)):
            before = self.blocks[number - 1]
            is_candidate = (
                self.roles[number] is Role.HEADING and self.roles[number - 1] is Role.PROSE
            )
            if not is_candidate or ends_sentence(before.text) or before.byline:
                continue
            after = self._next_prose(number)
            if after is None or heads(self.blocks[number].text, after.text):
                continue
            if fits_between(before.text, self.blocks[number].text, after.text) >= _FITS_BETWEEN:
                self.roles[number] = Role.PROSE
        return self.roles

    # -- one block ---------------------------------------------------------------------------------------------

    def _place(self, number: int, block: Block) -> None:
        role = self._role_in_context(number, block)
        if role is Role.PROSE:
            self._place_prose(number, block)
        elif role is Role.HEADING:
            self.waiting.append(block)
        elif role is Role.BYLINE:
            self._place_byline(number, block)
        elif role in (Role.CAPTION, Role.CREDIT):
            self._place_picture(number, block, role)
        else:
            self.cuts.append(len(self.waiting))
            self._furnish(block)

    def _role_in_context(self, number: int, block: Block) -> Role:
        role = self.roles[number]
        if role is Role.HEADING and self._is_piece(number, block):
            return Role.PROSE
        if role is Role.CAPTION and self._continues(block):
            return Role.PROSE
        if role is Role.PROSE and (
            self._is_interposed_scene(number, block) or self._is_lone_scene(block)
        ):
            return Role.CAPTION
        return role

    def _is_piece(self, number: int, block: Block) -> bool:
        """A short text without an end that reads as part of an open article rather than as a heading."""
        if self.waiting:
            return False
        after = self._next_prose(number)
        if after is not None and heads(block.text, after.text):
            return False
        if self._fits_a_cut(block, after):
            return True
        article = self.current
        if article is None or not article.is_open:
            return False
        if _INTERTITLE.match(block.text):
            return True
        weight = fragment_weight(block.text) + 2 * bool(_CONNECTIVE.match(block.text))
        if article.is_cut:
            return weight >= 1 or (weight >= -1 and seam(article.pieces[-1].text, block.text) >= 12)
        into_next = seam(block.text, after.text) if after is not None else 0
        leads_on = after is not None and (starts_midway(after.text) or into_next >= _LEADS_ON)
        is_one_sentence = into_next >= _ONE_SENTENCE and not opens_article(after.text)
        # What follows neither opens an article nor takes up a word of this: it heads nothing.
        heads_nothing = after is not None and not (
            opens_article(after.text) or shared(after.text, block.text)
        )
        return (
            weight >= 2.5
            or (weight >= 1 and (leads_on or heads_nothing))
            or (weight >= 0 and is_one_sentence)
        )

    def _fits_a_cut(self, block: Block, after: Block | None) -> bool:
        """It stands between the end of a cut article and the next running text as if they were one sentence."""
        if after is None:
            return False
        cut = [
            draft.pieces[-1].text
            for draft in self.drafts
            if draft.kind == "article" and draft.is_cut
        ]
        return any(fits_between(text, block.text, after.text) >= _FITS_BETWEEN for text in cut)

    def _continues(self, block: Block) -> bool:
        """A text that ends like a caption, and yet finishes the sentence or the article that is open."""
        article = self.current
        if article is None or not article.is_open or len(block.text) < 40:
            return False
        if article.is_cut:
            return starts_midway(block.text) or seam(article.pieces[-1].text, block.text) >= 14
        byline = block.byline
        return byline is not None and not self.waiting and shared(article.words, block.text) >= 0.25

    def _is_interposed_scene(self, number: int, block: Block) -> bool:
        """A sentence that describes a picture, between two pieces that fit each other better than it fits."""
        article, after = self.current, self._next_prose(number)
        if article is None or not article.is_cut or after is None or not is_scene(block.text):
            return False
        if starts_midway(block.text):
            return False
        margin = 4 if shared(article.words, block.text) else 0
        return self._fit(article, after) > self._fit(article, block) + margin

    def _is_lone_scene(self, block: Block) -> bool:
        """A sentence that describes a picture, after an article that has ended or that it has no word in common with."""
        article = self.current
        if self.waiting and announces_picture(self.waiting[-1].text):
            return is_scene(block.text)
        if (
            self.waiting
            or not is_scene(block.text)
            or starts_midway(block.text)
            or _CONNECTIVE.match(block.text)
        ):
            return False
        if article is None or article.is_cut:
            return False
        return article.is_closed or shared(article.words, block.text) < 0.1

    def _next_prose(self, number: int) -> Block | None:
        for block, role in zip(self.blocks[number + 1 :], self.roles[number + 1 :], strict=True):
            if role is Role.PROSE:
                return block
            if role is Role.BYLINE:
                return None
        return None

    # -- running text ------------------------------------------------------------------------------------------

    def _place_prose(self, number: int, block: Block) -> None:
        article = self._best_home(number, block)
        if article is None:
            article = self._start(block)
        elif self.waiting and article is self.current and not self.current.pieces:
            article.headings += self.waiting
            self.waiting, self.cuts = [], []
        self._append(article, block)

    def _best_home(self, number: int, block: Block) -> Draft | None:
        """The open article that the piece continues; None where it starts a new one."""
        homes = [draft for draft in self.drafts if draft.kind == "article" and draft.is_open]
        best = max(homes, key=lambda home: self._fit_with_rest(home, homes, number), default=None)
        if best is None:
            return None
        if self.waiting:
            return best if self._fit(best, block) > self._fit_as_start(block) else None
        if best is self.current or best.is_cut or starts_midway(block.text):
            return best
        return best if self._fit(best, block) >= _ENOUGH else None

    def _fit_with_rest(self, home: Draft, homes: list[Draft], number: int) -> float:
        """Of two cut articles and two pieces, the pairing that reads better as a whole."""
        block, after = self.blocks[number], self._next_prose(number)
        others = [other for other in homes if other is not home and other.is_cut]
        if after is None or not others or not home.is_cut or not block.byline:
            return self._fit(home, block)
        return self._fit(home, block) + max(self._fit(other, after) for other in others)

    def _fit(self, draft: Draft, block: Block) -> float:
        fit = _SHARED_WEIGHT * shared(draft.words, block.text)
        if draft.is_cut:
            return (
                fit + seam(draft.pieces[-1].text, block.text) + _CURRENT * (draft is self.current)
            )
        return fit + _CURRENT * (draft is self.current) - 15 * starts_midway(block.text)

    def _fit_as_start(self, block: Block) -> float:
        headings = " ".join(heading.text for heading in self.waiting)
        fit = 6 + _SHARED_WEIGHT * shared(headings, block.text) - 15 * starts_midway(block.text)
        return (
            fit
            + 6 * opens_article(block.text)
            + 6 * (self.current is None or not self.current.is_cut)
        )

    def _start(self, block: Block) -> Draft:
        foreign = max(
            foreign_headings(self.waiting, block), above_furniture(self.waiting, self.cuts, block)
        )
        article = Draft("article", headings=self.waiting[foreign:])
        article.bylines += [heading.byline for heading in article.headings if heading.byline]
        for heading in self.waiting[:foreign]:
            self._furnish(heading)
        self.waiting, self.cuts = [], []
        self.drafts.append(article)
        return article

    def _append(self, article: Draft, block: Block) -> None:
        self._drop_reprints(article, block)
        article.pieces.append(block)
        self.current = article
        byline = block.byline
        if byline is not None:
            article.bylines.append(byline)
            article.is_closed = True
        elif len(article.pieces) == 1 and (found := leading_byline(block.text)):
            article.bylines.append(found)

    def _drop_reprints(self, article: Draft, block: Block) -> None:
        """A piece that stands in the article already: the unfinished or the second print of it goes."""
        for piece in list(article.pieces):
            if piece.text == block.text and (not ends_sentence(piece.text) or piece.is_long):
                article.pieces.remove(piece)
                article.reprints.append(piece)

    def _place_byline(self, number: int, block: Block) -> None:
        byline = block.byline
        if self.waiting and self._next_prose(number) is not None:
            self.waiting.append(block)  # between headline and text, as on a site
            return
        if self.waiting:
            article = self._start(block)
            article.headings.append(block)
            article.bylines.append(byline)
            self.current = article
            return
        if self.current is None or self.current.is_closed:
            self._furnish(block)
            return
        self.current.pieces.append(block)
        self.current.bylines.append(byline)
        self.current.is_closed = True

    # -- pictures ----------------------------------------------------------------------------------------------

    def _place_picture(self, number: int, block: Block, role: Role) -> None:
        last = self.drafts[-1] if self.drafts else None
        if (
            role is Role.CREDIT
            and last is not None
            and last.kind == "photo"
            and self._stands_after(last, number)
        ):
            last.pieces.append(block)
            return
        photo = Draft("photo", pieces=[block])
        title = self._title_of_picture(number, block, role)
        if title is not None:
            self.waiting.remove(title)
            photo.headings.append(title)
        self.drafts.append(photo)

    def _stands_after(self, draft: Draft, number: int) -> bool:
        return number > 0 and self.blocks[number - 1] in draft.pieces

    def _title_of_picture(self, number: int, block: Block, role: Role) -> Block | None:
        """The heading that waits just above, if it is the picture's and not the next article's."""
        if not self.waiting or self.waiting[-1] is not self.blocks[number - 1]:
            return None
        if announces_picture(self.waiting[-1].text):
            return self.waiting[-1]
        if role is Role.CAPTION and not re.search(r"다[.)]", block.text):
            return None
        title, caption = self.waiting[-1], shared(block.text, self.waiting[-1].text)
        after = self._after(number)
        if (
            after is not None
            and len(self.waiting) == 1
            and shared(after.text, title.text) >= caption
        ):
            return None
        if role is Role.CREDIT or (block.byline is not None and after is None):
            return title
        return title if caption >= _TITLE_SHARES else None

    def _after(self, number: int) -> Block | None:
        """The running text right below, if it opens an article."""
        below = number + 1
        is_prose = below < len(self.blocks) and self.roles[below] is Role.PROSE
        return self.blocks[below] if is_prose and opens_article(self.blocks[below].text) else None

    # -- what is left ------------------------------------------------------------------------------------------

    def _furnish(self, block: Block) -> None:
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.kind != "furniture":
            last = Draft("furniture")
            self.drafts.append(last)
        last.pieces.append(block)

    def _add_to_zone(self, zone: Draft, block: Block) -> None:
        if zone not in self.drafts:
            self.drafts.append(zone)
        zone.pieces.append(block)

    def _leave_waiting(self) -> None:
        """Headings without an article: part of an offer if there is one right before them, else furniture."""
        for block in self.waiting:
            self._furnish(block)
        self.waiting = []

    def _in_order(self) -> list[Draft]:
        return sorted(
            (draft for draft in self.drafts if draft.blocks),
            key=lambda draft: draft.blocks[0].start,
        )
