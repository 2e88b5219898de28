/** What was declared and accepted (R8, R24). */
import type { Application } from '../application.ts'
import type { Declaration, Programme } from '../programme.ts'
import { voice, type Rule } from './finding.ts'

/** R8: every declaration ticked by itself. */
export const declared: Rule = ({ application, programme }) =>
  declarationsAsked(programme, application).map(({ id, version, rule }) => {
    const say = voice(programme, rule)
    const found = { declaration: id, version }
    return application.declarations.includes(id)
      ? say.pass('declared', '/declarations', found)
      : say.missing('declaration-missing', '/declarations', found)
  })

/** The declarations that this application must carry: those about a device only where one comes back. */
export const declarationsAsked = (
  programme: Programme,
  application: Pick<Application, 'units'>,
): readonly Declaration[] => {
  const hasDevice = application.units.some(({ device }) => device !== undefined)
  return programme.declarations.filter(({ about }) => about !== 'device' || hasDevice)
}

/** R24: the terms of this very version; older ones were read and accepted for something else. */
export const termsAccepted: Rule = ({ application, programme }) => {
  const say = voice(programme, 'R24')
  const path = '/termsVersion'
  const { version } = programme.terms
  if (application.termsVersion === '') return [say.missing('terms-missing', path, { version })]
  return application.termsVersion === version
    ? [say.pass('terms-accepted', path, { version })]
    : [say.missing('terms-outdated', path, { version, accepted: application.termsVersion })]
}

/** R48, A1: a self-billing agreement of this very text, signed before anything is handed over. */
export const agreementSigned: Rule = ({ application: { selfBilling }, programme }) => {
  if (!programme.selfBilling) return []
  const say = voice(programme, 'R48')
  const path = '/selfBilling/signedBy'
  const { version } = programme.selfBilling.agreement
  return selfBilling?.signedBy && selfBilling.version === version
    ? [say.pass('agreement-signed', path, { version })]
    : [say.missing('agreement-missing', path, { version })]
}

export const consentRules: readonly Rule[] = [declared, termsAccepted, agreementSigned]
