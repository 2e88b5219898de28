/** R32: how a participant gets its label, and what stands on it beside bars and QR code. Shapes only. */
import { z } from 'zod'

export const label = z
  .strictObject({
    /**
     * `mail`: attached to the mail of the approval, as published terms say. `link`: the mail leads to a page that asks for the
     * postcode of the address, for carriers that do not want names and addresses to travel in mails.
     */
    delivery: z.enum(['mail', 'link']).default('mail'),
    /** GS1 DataMatrix repeats the numbers of the bars in a square that survives where bars are torn. */
    symbols: z.array(z.enum(['gs1-datamatrix'])).default([]),
  })
  .prefault({})
