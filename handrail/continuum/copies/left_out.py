"""What a copy of everything does not hold, and why. Whatever is added here needs a reason that the law knows."""

from __future__ import annotations

#: Kinds of rows that lead to a person, by label.
MODELS = {
    "account.EmailAddress": "a table of allauth that we do not write; addresses stand under Account",
    "account.EmailConfirmation": "as above",
    "accounts.KnownDevice": "a mark of a browser that slows down whoever guesses; it says nothing and would open a way in",
    "accounts.MailedCode": "codes that sign somebody in: no record of care (45 CFR 164.501), and a copy of them would open it",
    "accounts.RecoveryCode": "as above",
    "accounts.TotpKey": "as above",
    "consent.Case": "names other people; what it says of this person stands under CasePerson",
    "consent.Conflict": "about a worker’s own ties, which are theirs; what it did (they could not look) shows in who looked",
    "consent.EmergencySearch": "about who searched, also for others; what came of it stands under EmergencyAccess",
    "consent.Recipient": "of others; its name stands wherever it received something",
    "consent.RecipientMember": "of people of other organisations",
    "consent.RestrictedReader": "a list of workers that guards the record; who read it stands under Viewing",
    "ledger.Delivery": "what the machine still owed for an entry; the entry is there",
    "ledger.Entry": "told in words, as the story (`story.py`)",
    "teams.Credential": "of workers",
    "teams.Membership": "of workers",
}

#: Columns of the kinds that the copy holds, by `Model.column`.
COLUMNS = {
    "Account.password": "would let somebody guess it",
    "Session.digest": "would let somebody test keys",
    "Session.held": "what a page put aside for the next request",
    "Session.kept": "as above",
    "Session.idle": "a setting",
    "Session.proved_at": "a setting of the moment",
    "Authenticator.data": "the key of a device",
    "Enrolment.site": "the same for everybody of a place; an address of ours",
    "CheckIn.key": "a random number that tells one sending from another",
    "Response.key": "as above",
    "Response.assignment": "the same scale and days stand under Assignment",
    "Finding.concern": "the same days stand under Concern",
    "CoordinatedResponse.concern": "as above",
    "CoordinatedResponse.finding": "the same days stand under Finding",
    "Proposal.response": "the same days stand under CoordinatedResponse",
    "Proposal.follows": "who was asked before stands under Ask",
    "Proposal.answer_within": "each time limit stands under Ask",
    "Proposal.step": "the step stands under Step",
    "Consent.replaces": "the consent before stands there itself",
    "Packet.consent": "the consent stands there itself",
    "Sending.disclosure": "the disclosure stands there itself",
    "Disclosure.consent": "as above for the consent",
    "EmergencyAccess.facts_due_at": "a time limit of ours",
    "EmergencyAccess.facts_alarmed_at": "as above",
    "EmergencyAccess.withheld_by": "a licensed judgement that telling was not safe (45 CFR 164.524(a)(3)); it may name others",
    "EmergencyAccess.withheld_because": "as above",
    "Viewing.via": "by which page of ours",
}
