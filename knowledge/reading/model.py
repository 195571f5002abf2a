"""The reading of a message as a value. Everything that is said rests on it, and on nothing else of the message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.reading.asked import Asking
from knowledge.reading.naming import UNHEARD


class Act(StrEnum):
    """What the writer does with the message. A message may do several things."""

    ASK = "ask"
    TELL = "tell"
    REPORT = "report"  # wants it registered
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    COMPLAIN = "complain"
    THANK = "thank"
    GREET = "greet"
    BYE = "bye"
    FUN = "fun"
    MOOD = "mood"
    AGREE = "agree"
    REFUSE = "refuse"
    PRESS = "press"  # the words of a button or a menu, typed
    SHARE = "share"  # lets the union know of work done, or of somebody's merit
    SUGGEST = "suggest"  # proposes something, or wants it passed on


PASSED_ON = frozenset({Act.SHARE, Act.SUGGEST})
"""What is for the union's officers, and answered from no clause."""


class What(StrEnum):
    """Happenings that members speak of, those that no notice knows included."""

    ILLNESS_STAY = "illness_stay"
    ILLNESS = "illness"  # without a stay in hospital
    DEATH = "death"
    HARDSHIP = "hardship"
    FAMILY_CONFLICT = "family_conflict"
    MEMBER_CONFLICT = "member_conflict"
    BIRTHDAY = "birthday"
    MARRIAGE = "marriage"
    CHILDBIRTH = "childbirth"
    PREGNANCY = "pregnancy"
    PREGNANCY_LOSS = "pregnancy_loss"
    UNIVERSITY = "university"
    RETIREMENT = "retirement"
    DIVORCE = "divorce"
    BREAKUP = "breakup"
    SCHOOL_LOSS = "school_loss"
    STUDY_OTHER = "study_other"
    PROMOTION = "promotion"
    LEAVING = "leaving"
    JOB_LOSS = "job_loss"
    MOVING = "moving"
    ANNIVERSARY = "anniversary"
    VIOLENCE = "violence"
    PET_LOSS = "pet_loss"
    MISSING = "missing"  # somebody cannot be found: an old person who strayed, a child not home
    OTHER_JOY = "other_joy"
    OTHER_LOSS = "other_loss"
    OTHER = "other"


class Whose(StrEnum):
    """Whom a happening befell, seen from the writer."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    BABY = "baby"  # born lately, or unborn
    PARENT = "parent"
    PARENT_IN_LAW = "parent_in_law"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    GRANDCHILD = "grandchild"
    OTHER_KIN = "other_kin"
    COLLEAGUE = "colleague"  # another member
    COLLEAGUE_KIN = "colleague_kin"
    FRIEND = "friend"  # neighbours and outsiders, too
    PUBLIC = "public"
    FICTION = "fiction"
    PET = "pet"
    THING = "thing"
    ANYONE = "anyone"  # nobody in particular


class State(StrEnum):
    """Whether it happened."""

    HAPPENED = "happened"  # or is going on
    PLANNED = "planned"
    FEARED = "feared"
    DENIED = "denied"  # it did not, or was called off
    ASKED = "asked"  # in general, or as an if
    UNREAL = "unreal"  # a film, a joke, a manner of speaking
    PAST = "past"  # long over, an anniversary


class Remark(StrEnum):
    """What somebody lets be known of himself beside the matter: a feeling, or how things stand with him."""

    FEAR = "fear"
    PAIN = "pain"
    TIRED = "tired"
    LONELY = "lonely"
    PROUD = "proud"  # and glad
    ANNOYED = "annoyed"  # it is too little, or the same each time
    SHY = "shy"  # ashamed to ask, or afraid to be a trouble
    LONGING = "longing"  # for the dead, or for who is far
    LOST = "lost"  # does not know where to begin
    GRAVE = "grave"  # an illness without much hope
    SERENE = "serene"  # a death at a great age, and without suffering
    INVITE = "invite"
    PARTING = "parting"  # somebody is 送走: dead, or gone home, the words do not tell


class Danger(StrEnum):
    """Danger to life, and whose."""

    NONE = "none"
    SELF = "self"  # the writer may harm himself
    THREAT = "threat"  # somebody threatens or beats
    WORRY = "worry"  # the writer fears for another
    MEDICAL = "medical"  # somebody's body is in peril this minute: collapsed, choking, poisoned


@dataclass(frozen=True, slots=True)
class Question:
    """A topic asked about, and which side of it. `topic`: a key of lexicon/topics, `out.KEY` for a look-alike, `bot_*`
    for the bot and the member himself, `all_*` for a whole. `facet`: a key of lexicon/facets, `what` for a bare noun,
    `other` for a side that we have no word for. `words`: what in the message raised it."""

    topic: str
    facet: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that the message speaks of. `relation` is the kin as the form has it (父亲, 配偶 …; None where not
    said); `name` the colleague's; `day` None where the text does not settle it; `words` what it was read from;
    `called` the relative in the writer's own words (老婆的外婆)."""

    what: What
    whose: Whose
    state: State
    relation: str | None = None
    name: str | None = None
    day: date | None = None
    hospital: str | None = None
    ward: str | None = None
    words: str = ""
    called: str = field(default="", compare=False)


class Wanted(StrEnum):
    """What somebody wants done with a report, who asks nothing."""

    REPORT = "report"  # now: the form may be opened
    WITHDRAW = "withdraw"
    WAIT = "wait"  # not to report, for now
    LISTEN = "listen"  # nothing: it is only to be heard


@dataclass(frozen=True, slots=True)
class Wish:
    """A plain wish. `kind`: the kind that it names, or that the talk is about; `latest`: it points to what was reported
    a moment ago (“刚才那个”); `bare`: it names the kind and nobody (“报一下丧事”)."""

    wanted: Wanted
    kind: str | None = None
    latest: bool = False
    bare: bool = False


class Turn(StrEnum):
    """What a message does to the talk itself, whatever that is about."""

    SORRY = "sorry"  # takes a harsh word back
    LISTEN = "listen"  # wants nothing done, only to be listened to
    AWAY = "away"  # is called away
    BACK = "back"  # is back, and goes on
    REST = "rest"  # has had enough for now
    OVER = "over"  # wanted to say just that
    RELAY = "relay"  # thanks or a word for somebody, to be passed on
    SCOLD = "scold"  # at the bot's own words
    RELIEVED = "relieved"  # nothing came of what he feared
    MISSING = "missing"  # asks what is still missing in a form


class Link(StrEnum):
    """How a message stands to the talk before it."""

    NEW = "new"  # another matter, understandable alone
    SAME = "same"  # asks on about the matter of the talk
    ADDS = "adds"  # adds to what was told
    MENDS = "mends"  # sets right what was said
    BACK = "back"  # returns to a matter before the last one
    TALK = "talk"  # about the talk itself: thanks, yes, wait, scolding


class Onward(StrEnum):
    """How a message goes on with a happening that was told before."""

    MORE = "more"  # tells more of it
    NOTED = "noted"  # adds its day or its place
    MENDED = "mended"  # sets right what was told
    BESIDE = "beside"  # says how things stand with what was asked about


SILENT = frozenset({State.ASKED, State.DENIED, State.UNREAL})
SORROWFUL = frozenset({
    What.DEATH, What.PREGNANCY_LOSS, What.HARDSHIP, What.ILLNESS, What.ILLNESS_STAY, What.DIVORCE, What.BREAKUP,
    What.SCHOOL_LOSS, What.JOB_LOSS, What.VIOLENCE, What.PET_LOSS, What.MISSING, What.OTHER_LOSS, What.FAMILY_CONFLICT,
    What.MEMBER_CONFLICT,
})  # fmt: skip
HEAVY = SORROWFUL - {What.ILLNESS, What.FAMILY_CONFLICT, What.MEMBER_CONFLICT}
"""What is news of its own wherever it is told."""


def sorrowful(event: Event) -> bool:
    """Whether the event, as it is told, leaves no room for a congratulation. A joy denied is a sorrow, too; an illness
    that is over is none, nor is who has been found."""
    if event.what in {What.ILLNESS, What.ILLNESS_STAY, What.MISSING} and event.state is State.PAST:
        return False
    if event.what in SORROWFUL:
        return event.state not in SILENT
    return event.state is State.DENIED


@dataclass(frozen=True, slots=True)
class Reading:
    """A message, read."""

    text: str  # its normal form
    acts: frozenset[Act] = frozenset()  # what it does: asks, tells, thanks, complains
    questions: tuple[Question, ...] = ()  # topic and side of each that it asks
    events: tuple[Event, ...] = ()  # happenings that it tells of: what, to whom, whether it is so
    danger: Danger = Danger.NONE  # to himself, from another, feared for another, or a body in peril
    faint: bool = False  # the danger is only hinted at
    hints: frozenset[str] | None = None  # the dark motifs of what is only hinted at; None of plain words
    signless: bool = False  # nothing in it speaks for danger
    dark: bool = False  # something in it may be a sorrow, whether or not an event names it
    remarks: frozenset[Remark] = frozenset()  # feelings shown beside the matter
    figures: tuple[int, ...] = ()  # amounts in yuan that it names
    carried: bool = False  # a topic or facet comes from what was said before
    kept: tuple[Event, ...] = ()  # happenings told of before, which the question is still about
    wish: Wish | None = None  # a step that it plainly wants taken (to report, to withdraw)
    onward: Onward | None = None  # it goes on with what was told before
    turn: Turn | None = None  # what it does to the talk itself
    sure: float = 1.0  # margin of the leading topic over the next, 0 to 1
    notes: tuple[str, ...] = ()  # what normalising changed
    taught: bool = False  # an officer has said what it asks
    programme: str = ""  # one that it names and nobody knows
    names: str = ""  # the matter that it tells of in words, where it asks nothing and no happening is told
    guesses: tuple[str, ...] = ()  # the likeliest topics, where none is likely enough to be answered
    worded: frozenset[str] = frozenset()  # the topics of which a sure word stands there
    ours: bool = False  # something of the union's, or of work, is spoken of
    proposes: bool = False  # what it asks for may be a proposal
    apart: bool = False  # it asks several things, each read by itself
    askings: tuple[Asking, ...] = ()  # its asking parts, as written
    beside: str = ""  # what was told right before, where a question cannot be understood without it
    heard: tuple[str, ...] = field(default=(), compare=False)  # what was answered before in this talk
    raw: str = field(default="", compare=False)  # as it was written
    why: tuple[str, ...] = field(default=())  # part by part, what it rests on; made only when asked for

    @property
    def words(self) -> str:
        """The message as it was written, to be quoted from: its normal form may have mended what was right."""
        return self.raw or self.text

    @property
    def unknown(self) -> str:
        """The name that is asked about and that nothing explains; "" where there is none."""
        return next((one.words for one in self.questions if one.topic == UNHEARD), "")


def dark(reading: Reading) -> bool:
    """Whether the message leaves no room for a congratulation, by an event in it or by all that it says."""
    return reading.dark or any(map(sorrowful, reading.events))
