/** What a shipment's labels say, in plain data: kept with the document, so that a label can be explained for ever. */

/** Lines of an address as they are printed, the name first; `country` is ISO 3166-1 alpha-2. */
export type LabelAddress = {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

export type LabelParcel = {
  /** 1, 2, 3 … of `LabelFacts.parcels.length`. */
  readonly no: number
  readonly sscc: string
  readonly weightGrams: number
  /** Make and model, and the last four characters of the serial number. */
  readonly devices: readonly { readonly name: string; readonly serialTail: string }[]
  /** Marks of the categories inside, such as `lithium-battery-built-in`. */
  readonly hazards: readonly string[]
}

/**
 * A signature given on screen. Strokes are lines of points, whole thousandths of the field from its upper left; none when the name
 * was typed instead.
 */
export type LabelSignature = {
  readonly name: string
  /** ISO date in the programme's time zone. */
  readonly signedOn: string
  readonly strokes: readonly (readonly (readonly [number, number])[])[]
}

export type LabelFacts = {
  /** Above the limit the carrier fetches: nothing is posted then (R34). */
  readonly way: 'drop-off' | 'pick-up'
  readonly reference: string
  /** Name of the programme in the participant's language. */
  readonly programme: string
  /** ISO dates: R21, and for a pick-up the day of it. */
  readonly issuedOn: string
  readonly shipBy: string
  readonly pickup?: { readonly on: string; readonly from: string; readonly to: string }
  readonly sender: LabelAddress
  readonly recipient: LabelAddress
  readonly parcels: readonly LabelParcel[]
  /** Which label of the claim it is: a re-issued one is 2, and voids the one before. */
  readonly revision: number
  /** What goes into the box, in the participant's language (R17, R36). */
  readonly packing: readonly string[]
  /** Codes beside GS1-128 and QR that the programme wants. */
  readonly symbols?: readonly 'gs1-datamatrix'[]
  /** Without it the panel is signed by hand (R33). */
  readonly signature?: LabelSignature
  readonly contact: { readonly email: string; readonly phone: string }
}
