/**
 * Evidence beside the data (R27): page pictures, what was read on them against what was applied for, and files of other
 * claims that show the same. Advisory: it decides nothing, and what could not be read is left to the reviewer's eyes.
 */
import { Temporal } from 'temporal-polyfill'
import type { Claim } from '../claims/claim.ts'
import type { Database } from '../database.ts'
import { compare, type Fact, type Finding, type LookedFor } from '../evidence/reading/compare.ts'
import { pagesOf } from '../evidence/reading/store.ts'
import { evidenceOf, twinsOf, type EvidenceFile } from '../evidence/store.ts'
import type { Application } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'
import { claimHref, evidenceHref } from './claim-links.ts'

type Content = Programme['evidence'][number]['contents'][number]

/** The values of the evidence column of `templates/pages/desk/review.njk`. */
export async function evidenceView(
  db: Database,
  claim: Claim,
  programme: Programme,
  texts: Texts,
): Promise<object[]> {
  const files = await evidenceOf(db, claim.reference)
  return Promise.all(files.map((file) => fileView(db, claim, programme, texts, file)))
}

async function fileView(
  db: Database,
  { application }: Claim,
  programme: Programme,
  texts: Texts,
  file: EvidenceFile,
): Promise<object> {
  const { id, name, thumbnailSha256 } = file
  const href = evidenceHref(id)
  const kind = application.evidence.find((one) => one.file === id)?.kind ?? file.kind
  const demanded = programme.evidence.find((one) => one.kind === kind)
  const pages = await pagesOf(db, [id])
  const findings = compare(pages, soughtIn(application, demanded?.contents ?? []))
  const thumbnail = thumbnailSha256 ? [{ src: `${href}/thumbnail`, alt: name }] : []
  return {
    name,
    href,
    kind: demanded && textIn(demanded.name, texts.locale),
    isRead: pages.length > 0,
    pictures:
      pages.length === 0
        ? thumbnail
        : pages.map(({ page }) => ({
            src: `${href}/pages/${page}`,
            alt: texts.text('desk.review.page', { page, name }),
          })),
    findings: pages.length === 0 ? [] : findings.map((finding) => findingView(finding, texts)),
    byEye: (demanded?.contents ?? [])
      .filter((content) => !(content in factOf))
      .map((content) => texts.text(`desk.review.content.${content}`)),
    twins: (await twinsOf(db, file)).map(({ reference, how }) => ({
      href: claimHref(reference),
      text: texts.text(`desk.review.twin.${how}`, { reference }),
    })),
  }
}

const findingView = ({ fact, expected, outcome, seen }: Finding, texts: Texts): object => ({
  outcome,
  label: texts.text(`desk.review.fact.${fact}`),
  expected,
  ...(seen !== undefined && seen !== expected && { seen }),
})

/** What a machine can look for of what the programme demands; the rest is for eyes. */
const factOf: Partial<Record<Content, Fact>> = {
  'buyer-name': 'buyer',
  'seller-name': 'seller',
  'product-model': 'model',
  'product-serial': 'serial',
  'device-serial': 'serial',
  date: 'date',
  'invoice-number': 'invoice-number',
}

function soughtIn(
  { participant, endCustomer, purchase, units }: Application,
  contents: readonly Content[],
): LookedFor {
  const asks = (content: Content): boolean => contents.includes(content)
  const products = asks('product-serial') ? units.map(({ product }) => product.serial) : []
  const devices = asks('device-serial') ? units.flatMap(({ device }) => device?.serial ?? []) : []
  return {
    serials: [...products, ...devices].filter((serial) => serial !== ''),
    models: asks('product-model') ? [...new Set(units.map(({ product }) => product.model))] : [],
    ...(asks('date') && purchase.boughtOn && { date: Temporal.PlainDate.from(purchase.boughtOn) }),
    ...(asks('invoice-number') && { invoiceNumber: purchase.invoiceNumber }),
    // R51: where the partner sold, it stands in the letterhead itself and its customer is the buyer.
    ...(asks('seller-name') && { seller: endCustomer ? participant.company : purchase.sellerName }),
    ...(asks('buyer-name') && { buyer: endCustomer?.company ?? participant.company }),
  }
}
