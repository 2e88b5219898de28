/**
 * What a station takes along so that devices can be inspected without a network: what was declared, how each is found by
 * a scan, and the form of each programme once. Nothing of a person, since it stays in the browser; nothing of an earlier
 * look, since the next one may be blind (R43).
 */
import { waitingFor, type Waiting } from '../audit/waiting-view.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import { numbersOf } from '../shipping/store.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import type { Frame } from '../web/frame.ts'
import { formChoices } from './bench-view.ts'
import { unitRows } from './review-view.ts'

/** Claims whose devices are taken along: more than a shift inspects between two moments with a network. */
const claimsAtMost = 60

/** The devices that wait for this auditor, and the forms that they are inspected by, by version of the programme. */
export async function takenAlong(
  { db }: Pick<Context, 'db'>,
  { piece }: Pick<Frame, 'piece'>,
  auditor: number,
  texts: Texts,
): Promise<object> {
  const waiting = await waitingFor(db, auditor, claimsAtMost)
  const numbers = await numbersOf(
    db,
    waiting.map(({ claim }) => claim.reference),
  )
  const forms: Record<string, string> = {}
  const devices: object[] = []
  for (const one of waiting) {
    const { claim, unit } = one
    const programme = await programmeVersion(db, claim.programmeVersion)
    forms[claim.programmeVersion] ??= piece(texts.locale, 'station/bench', {
      form: formView({ area: 'desk', texts }),
      unit: { serial: '' },
      action: '/desk/audit',
      turn: '',
      kept: [],
      ...formChoices(programme, texts),
    })
    const parcels = numbers.filter(({ reference }) => reference === claim.reference)
    const codes = parcels.filter(({ units }) => units.includes(unit.position)).map(({ sscc }) => sscc)
    const declared = unitRows(claim, unit.position, programme, texts).device ?? []
    devices.push({ ...nameOf(one, texts), form: claim.programmeVersion, declared, codes })
  }
  return { forms, devices }
}

const nameOf = (
  { claim: { reference }, unit: { position }, device, turn }: Waiting,
  texts: Texts,
): object => ({
  reference,
  unit: position,
  turn,
  title: texts.text('desk.audit.title', { reference, position }),
  device: `${device.make} ${device.model}`,
  serial: device.serial,
})
