/** What an auditor looks at in a device, what failing means, and how fair the looking is (R8, R17, R42-R44). Shapes only. */
import { z } from 'zod'
import { id, localised, ruleNumber } from './words.ts'

/**
 * Everything that can be checked. The programme chooses from it by category; the question stands in the texts under
 * `desk.fields.checks.<id>`, what is told when the answer is no under `reasons.<id>-failed`.
 */
export const checkIds = [
  'power-on',
  'self-test',
  'screen',
  'keyboard',
  'ports',
  'battery',
  'storage-present',
  'firmware-lock',
  'management-lock',
  'asset-tags',
  'cartridges-out',
] as const

/** What a photo shows. Evidence of an audit is of one of these kinds. */
export const photoKinds = [
  'audit-overview',
  'audit-serial',
  'audit-damage',
  'audit-contents',
  'audit-screen',
  'audit-hazard',
] as const

/** One line of a checklist. */
export const check = z.strictObject({
  check: z.enum(checkIds),
  rule: ruleNumber,
  /** What a no makes of the device: it does not work, it is not complete, or it is written down only. */
  failure: z.enum(['not-working', 'incomplete', 'noted']),
  /** The kind of photo that shows the no. */
  photo: z.enum(photoKinds).default('audit-overview'),
})

/** A working device's looks, and the condition of the value table that they come to. */
export const grade = z.strictObject({ id, name: localised, condition: id })

/** Drawings that the audit bench has for categories; each is an asset `guide-<name>.svg`. */
export const guides = [
  'tower',
  'small',
  'mobile',
  'monitor',
  'printer',
  'phone',
  'room-system',
  'camera-bar',
] as const

/** R42, R43: what the audit owes to whoever sent the device. */
export const auditing = z.strictObject({
  /** Any difference is shown by at least so many photos. */
  photosForADifference: z.int().min(2).max(10).default(2),
  secondLook: z
    .strictObject({
      /** Of each auditor's first looks, so many in a hundred are repeated blindly by somebody else. */
      percent: z.int().min(0).max(100).default(0),
      /** Whether every look that leaves nothing to pay is repeated blindly. */
      refusals: z.enum(['yes', 'no']).default('no'),
    })
    .prefault({}),
  /** So many calendar days before an offer ends its owner is reminded of it. */
  remindDaysBefore: z.array(z.int().min(1).max(60)).max(5).default([]),
})

/** What every device is asked where the programme asks nothing else. */
export const plainChecklist: z.input<typeof check>[] = [
  { check: 'power-on', rule: 'R17', failure: 'not-working' },
]
