/** The history of a claim for staff: every act with who, what, rule and when, and what came of it (R95, R96). Reads. */
import type { Actor } from '../base/actor.ts'
import { declaredOf, type Claim } from '../claims/claim.ts'
import { tracesOf } from '../claims/decision-store.ts'
import type { JournalEntry } from '../claims/journal.ts'
import { entriesOf, notesOf } from '../claims/journal-store.ts'
import type { Database } from '../database.ts'
import { documentsOf } from '../documents/store.ts'
import { mailsAbout } from '../mail/store.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Finding } from '../programmes/rules.ts'
import { findingText } from '../programmes/wording.ts'
import { mayDo } from '../staff/access.ts'
import { namesOfActors } from '../staff/store.ts'
import type { Texts } from '../texts/texts.ts'
import { documentHref } from './claim-links.ts'
import { factRows, rulesOf, type Speaker } from './history-facts.ts'
import { actsOf, actsOfKind, type Act, type HistoryKind, type Paper } from './history.ts'

type Told = {
  readonly claim: Claim
  readonly programme: Programme
  readonly texts: Texts
  readonly notes: ReadonlyMap<number, string>
  readonly names: ReadonlyMap<string, string>
  /** What the rules found, by the number of the entry by which the application was sent in. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>
}

/** Acts of a claim in their order as `desk/claim.njk` shows them; of one kind, where one is asked for. */
export async function historyView(
  db: Database,
  claim: Claim,
  programme: Programme,
  {
    actor,
    texts,
    kind,
  }: { readonly actor: Actor; readonly texts: Texts; readonly kind: HistoryKind | undefined },
): Promise<object[]> {
  const entries = await entriesOf(db, claim.reference)
  const papers = await papersOf(db, claim.reference, { actor, texts })
  const told: Told = {
    claim,
    programme,
    texts,
    notes: await notesOf(db, claim.reference),
    names: await namesOfActors(
      db,
      entries.map((entry) => entry.actor),
    ),
    findings: mayDo(actor, 'see-findings') ? await findingsByEntry(db, claim, entries) : new Map(),
  }
  return actsOfKind(actsOf(entries, papers), kind).map((act) => actView(act, told))
}

/** Documents and mails of a claim that this person may see, in the order of their making. */
async function papersOf(
  db: Database,
  reference: string,
  { actor, texts }: { readonly actor: Actor; readonly texts: Texts },
): Promise<Paper[]> {
  const documents = mayDo(actor, 'read-document') ? await documentsOf(db, reference) : []
  const mails = mayDo(actor, 'read-mail') ? await mailsAbout(db, reference) : []
  const papers: Paper[] = [
    ...documents.map(({ id, kind, name, orderedAt }) => ({
      kind: 'document' as const,
      text: texts.has(`documents.${kind}`) ? texts.text(`documents.${kind}`) : name,
      at: orderedAt,
      href: documentHref(reference, id),
    })),
    ...mails.map(({ name, rendered, createdAt, state }) => ({
      kind: 'mail' as const,
      // Nothing is rendered before the worker sends it.
      text: rendered?.subject ?? texts.text(`mail.${name}.title`),
      at: createdAt,
      note: texts.text(`desk.review.mail-state.${state}`),
    })),
  ]
  return papers.toSorted((one, other) => (one.at < other.at ? -1 : 1))
}

/** Each time an application is sent in all rules are asked, so that traces and entries pair in their order. */
async function findingsByEntry(
  db: Database,
  claim: Claim,
  entries: readonly JournalEntry[],
): Promise<Map<number, readonly Finding[]>> {
  const traces = (await tracesOf(db, claim.id))
    .filter(({ occasion }) => occasion === 'submission')
    .toReversed()
  const sent = entries.filter(({ kind }) => kind === 'submitted' || kind === 'resubmitted')
  return new Map(sent.map(({ no }, place) => [no, traces[place]?.findings ?? []]))
}

const actView = ({ at, actor, entries, papers }: Act, told: Told): object => ({
  at,
  by: told.names.get(actor) ?? told.texts.text(`journal.staff-reads.${actor.split(':')[0]}`),
  entries: entries.map((entry) => entryView(entry, told)),
  papers,
})

function entryView(entry: JournalEntry, told: Told): object {
  const { claim, programme, texts, notes, findings } = told
  const text = texts.text(`journal.${entry.kind}`)
  const unit = claim.units.find(({ position }) => position === entry.unit)
  const device = unit && declaredOf(claim, unit).device
  const found = findings.get(entry.no) ?? []
  const latest = [...findings].findLast(([no]) => no <= entry.no)?.[1] ?? []
  const speaker: Speaker = { texts, programme, findings: latest }
  return {
    text: device ? texts.text('journal.unit', { text, device: `${device.make} ${device.model}` }) : text,
    facts: factRows(entry, speaker),
    rules: rulesOf(entry, programme),
    note: notes.get(entry.no),
    findings: found
      .filter(({ outcome }) => outcome !== 'pass')
      .map((finding) => ({ ...finding, text: findingText(finding, programme, texts) })),
    ...(found.length > 0 && { met: found.filter(({ outcome }) => outcome === 'pass').length }),
  }
}
