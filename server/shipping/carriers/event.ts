/** One thing that a carrier told of one parcel, in our words: what every connection's parse functions give. Pure. */
import { z } from 'zod'
import { isMisreadS10 } from '../s10.ts'
import { trackingKinds, type TrackingKind } from '../tracking.ts'
import type { VainOutcome } from './reasons.ts'

/** A visit that took nothing, and what the carrier asks for it: minor units of an ISO currency. */
export type CarrierVisit = {
  readonly outcome: VainOutcome
  readonly cost?: { readonly amountMinor: number; readonly currency: string }
}

export type CarrierEvent = {
  /** Unique for the carrier: the same event told again has the same. */
  readonly eventId: string
  /** The parcel, by our number (SSCC) or the carrier's own. */
  readonly number: string
  readonly kind: TrackingKind
  /** When it happened: UTC with milliseconds. */
  readonly occurredAt: string
  /** The carrier's own word for it. */
  readonly code?: string
  /** Where, as the carrier says it: a depot or a town. */
  readonly place?: string
  /** Where the reason says that it came for nothing (R38, R39). */
  readonly visit?: CarrierVisit
}

/** A number as carriers print it, without the spaces and brackets that people read it by. */
export const spelledAsNumber = (text: string): string => text.toUpperCase().replace(/^\(00\)|[\s().-]/g, '')

/** A postal number (UPU S10) carries a check digit; of the others only the carrier knows which are right. */
export const trackingNumber = z
  .string()
  .transform(spelledAsNumber)
  .pipe(
    z
      .string()
      .regex(/^[0-9A-Z]{6,40}$/)
      .refine((number) => !isMisreadS10(number), 'postal-number-misread'),
  )

export const trackingKind = z.enum(trackingKinds)

/** No visit costs more: a number beyond it is a mistake. */
export const visitCost = z.strictObject({
  amountMinor: z.int().min(0).max(10_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
})

/** At most so much of a carrier's own words is kept. */
export const short = (text: string | null | undefined, atMost: number): string | undefined =>
  text?.trim().slice(0, atMost) || undefined
