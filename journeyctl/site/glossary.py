"""The words of the field, each with what we mean by it: (term, meaning, where it comes from)."""

# ruff: noqa: RUF001 - signs as pages show them

from __future__ import annotations

from journeyctl.i18n import _

TERMS = (
    (_("customer journey"), _("All that a customer goes through to reach a goal, from the first thought to what comes after."), ""),
    (_("phase"), _("A stretch of a journey that the customer would call by one name."), ""),
    (_("step"), _("One thing that happens to the customer: a contact moment, or something they do by themselves."), ""),
    (_("contact moment"), _("A step in which customer and organisation meet; in the documents: touchpoint."), ""),
    (_("channel"), _("The way in which they meet: an app, a desk, a letter."), ""),
    (_("owner"), _("The team, role or partner that answers for something and may change it."), ""),
    (_("moment of truth"), _("A step at which the customer decides what to think of us."), ""),
    (_("emotion curve"), _("How the customer feels at each step, from −2 to +2."), ""),
    (_("peak and end"), _("What people remember of an experience: its most intense moment and how it ended."), "Kahneman et al. 1993"),
    (_("pain"), _("What hurts at a step, in the customer’s words."), ""),
    (_("gain"), _("What pleases at a step, in the customer’s words."), ""),
    (_("hand-over"), _("The place where one journey, team or channel passes the customer on to another."), ""),
    (_("context"), _("What the customer need not say again after a hand-over."), ""),
    (_("recovery path"), _("The way back after something went wrong."), ""),
    (_("leaving"), _("The end of a journey or of the relation, chosen by the customer."), ""),
    (_("as it is now, as it should be"), _("The two states of a journey: observed, and designed."), ""),
    (_("persona"), _("A portrait of a kind of customer, drawn from insight."), ""),
    (_("customer insight"), _("Something we know about customers, and how we know it: a fact, a quote, a story, or an assumption."), ""),
    (_("stage"), _("A part of the whole relation, from need to leaving."), ""),
    (_("KPI"), _("A figure that tells whether customers and organisation are better off."), ""),
    (_("reading"), _("One value of a KPI, measured on a day."), ""),
    (_("target"), _("The value that is good enough."), ""),
    (_("NPS"), _("How likely customers are to recommend us, from −100 to 100. It informs; it is nobody’s goal."), "Reichheld 2003"),
    (_("CSAT"), _("How satisfied customers say they are."), ""),
    (_("CES"), _("How much effort it took the customer."), "Dixon, Freeman & Toman 2010"),
    (_("expectation"), _("What a customer counts on."), ""),
    (_("promise"), _("What we tell customers they will get."), ""),
    (_("standard"), _("What we have agreed among ourselves to deliver."), ""),
    (_("knowledge gap"), _("We do not know what customers expect."), "Parasuraman, Zeithaml & Berry 1985"),
    (_("specification gap"), _("We know it, but have agreed no standard for it."), ""),
    (_("delivery gap"), _("We have a standard, and do not keep it."), ""),
    (_("communication gap"), _("We promise something else than we deliver."), ""),
    (_("customer gap"), _("Customers get less than they expected."), ""),
    (_("front stage"), _("What the customer sees of us."), "Shostack 1984"),
    (_("back stage"), _("What we do for this customer out of sight."), ""),
    (_("support"), _("What carries front stage and back stage."), ""),
    (_("opportunity"), _("A chance to make it better, resting on an insight."), ""),
    (_("initiative"), _("The work that takes up an opportunity."), ""),
    (_("finding"), _("A gap that a rule found in what is written."), ""),
    (_("coverage"), _("How much of the journeys has an owner, a KPI, a process, an insight."), ""),
    (_("silo"), _("A part of the organisation that does not look beyond its own border."), ""),
    (_("growth path"), _("The way to grow with customers: broaden, deepen, or align."), "Homburg, Jozić & Kuehnl 2017"),
    (_("personal data"), _("Data about a person who can be told from others."), ""),
    (_("legal basis"), _("The ground on which personal data may be used."), ""),
)  # fmt: skip
