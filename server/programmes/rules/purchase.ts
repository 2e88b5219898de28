/** From whom it was bought and on which invoice (R5, R27, R63-R65). */
import { fits } from '../catalogue.ts'
import { voice, type Rule } from './finding.ts'

/** R65: bought from a seller whose sales qualify; a distributor's do not. */
export const sellerQualifies: Rule = ({ application, programme }) => {
  const path = '/purchase/sellerName'
  const { sellerName } = application.purchase
  if (sellerName === '') return [voice(programme, 'R5').missing('seller-missing', path)]
  const row = programme.refusedSellers.find(({ pattern }) => fits(pattern, sellerName))
  return row
    ? [voice(programme, row.rule).fail('seller-refused', path, { sellerName })]
    : [voice(programme, 'R5').pass('seller-qualifies', path, { sellerName })]
}

/** R64: seller, invoice number and product are claimed once. */
export const invoiceUnused: Rule = ({ application, programme, facts }) => {
  const say = voice(programme, 'R64')
  const path = '/purchase/invoiceNumber'
  const { invoiceNumber } = application.purchase
  if (invoiceNumber === '') return [say.missing('invoice-number-missing', path)]
  const reference = facts.invoiceElsewhere
  return reference === undefined
    ? [say.pass('invoice-unused', path, { invoiceNumber })]
    : [say.fail('invoice-elsewhere', path, { invoiceNumber, reference })]
}

/** R27, R51, R63: each document that the programme always asks for is there. */
export const evidenceComplete: Rule = ({ application, programme }) => {
  const asked = programme.evidence.filter(({ required }) => required === 'always')
  if (asked.length === 0) return [voice(programme, 'R27').pass('no-evidence-needed', '/evidence')]
  return asked.map(({ kind, rule }) => {
    const say = voice(programme, rule)
    const isThere = application.evidence.some((file) => file.kind === kind && file.file !== '')
    return isThere
      ? say.pass('evidence-there', '/evidence', { kind })
      : say.missing('evidence-missing', '/evidence', { kind })
  })
}

/** R26, R30, R64: the same file in another claim is looked at by a person; one invoice may list several products. */
export const evidenceUnused: Rule = ({ application, programme, facts }) => {
  const say = voice(programme, 'R64')
  const used = application.evidence.flatMap(({ kind, file }, index) => {
    const reference = facts.filesElsewhere[file]
    return reference === undefined
      ? []
      : [say.review('file-elsewhere', `/evidence/${index}/file`, { kind, reference })]
  })
  return used.length > 0 ? used : [say.pass('files-unused', '/evidence')]
}

export const purchaseRules: readonly Rule[] = [
  sellerQualifies,
  invoiceUnused,
  evidenceComplete,
  evidenceUnused,
]
