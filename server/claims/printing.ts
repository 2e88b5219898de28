/** Whether what was typed can be printed on labels and invoices: asked when it is typed, not when a box has to leave. */
import { Refusal, type Fault } from '../base/refusal.ts'
import type { Application } from '../programmes/application.ts'

/** Tells which letters of a text no typeface of the house prints. */
export type Printer = { readonly missingLetters: (text: string) => Promise<readonly string[]> }

/** @throws Refusal `invalid` / `unprintable` for every field with a letter that cannot be printed, naming those letters. */
export async function refuseUnprintable(
  { missingLetters }: Printer,
  application: Application,
): Promise<void> {
  const faults: Fault[] = []
  for (const [path, text] of printedFields(application)) {
    const letters = await missingLetters(text)
    if (letters.length > 0)
      faults.push({ code: 'unprintable', path, facts: { letters: letters.slice(0, 5).join(' ') } })
  }
  if (faults.length > 0) throw new Refusal('invalid', faults)
}

/** Every text that stands on a label, a packing slip or an invoice, by its JSON Pointer. */
function printedFields({ participant, bankAccount, units }: Application): [path: string, text: string][] {
  const { company, contactName, address } = participant
  const devices = units.flatMap(({ device }, index): [string, string][] =>
    device
      ? (['make', 'model', 'serial'] as const).map((field) => [
          `/units/${index}/device/${field}`,
          device[field],
        ])
      : [],
  )
  return [
    ['/participant/company', company],
    ['/participant/contactName', contactName],
    ['/participant/address/street', address.street],
    ['/participant/address/postcode', address.postcode],
    ['/participant/address/city', address.city],
    ['/bankAccount/holder', bankAccount?.holder ?? ''],
    ...devices,
  ]
}
