/** Every page of the house, in the order in which addresses are tried. A new desk is added here. */
import type { RequestHandler } from 'express'
import { describeApi } from './api.ts'
import type { Context } from './context.ts'
import { accountPages } from './desks/account-pages.ts'
import { answerPages } from './desks/answer-pages.ts'
import { auditPages } from './desks/audit-pages.ts'
import { auditScanPages } from './desks/audit-scan-pages.ts'
import { bankAccountPages } from './desks/bank-account-pages.ts'
import { carrierPages } from './desks/carrier-pages.ts'
import { claimDeskPages } from './desks/claim-pages.ts'
import { draftLoadingPages } from './desks/draft-loading-pages.ts'
import { draftPages } from './desks/draft-pages.ts'
import { entryPages } from './desks/entry-pages.ts'
import { exportPages } from './desks/export-pages.ts'
import { figuresPages } from './desks/figures-pages.ts'
import { filePages } from './desks/file-pages.ts'
import { filterPages } from './desks/filter-pages.ts'
import { financePages } from './desks/finance-pages.ts'
import { floorPages } from './desks/floor-pages.ts'
import { holdPages } from './desks/hold-pages.ts'
import { jobPages } from './desks/job-pages.ts'
import { homePages } from './desks/home-pages.ts'
import { invoicePages } from './desks/invoice-pages.ts'
import { ledgerPages } from './desks/ledger-pages.ts'
import { keyPages } from './desks/key-pages.ts'
import { labelDeskPages } from './desks/label-pages.ts'
import { mailPreviewPages } from './desks/mail-preview-pages.ts'
import { mailPages } from './desks/mail-pages.ts'
import { outlookPages } from './desks/outlook-pages.ts'
import { paymentPages } from './desks/payment-pages.ts'
import { paymentRunPages } from './desks/payment-run-pages.ts'
import { phonePages } from './desks/phone-pages.ts'
import { pickupPages } from './desks/pickup-pages.ts'
import { privacyPages } from './desks/privacy-pages.ts'
import { programmePages } from './desks/programme-pages.ts'
import { proposalPages } from './desks/proposal-pages.ts'
import { receivingPages } from './desks/receiving-pages.ts'
import { unidentifiedPages } from './desks/unidentified-pages.ts'
import { reviewPages } from './desks/review-pages.ts'
import { rewardPages } from './desks/reward-pages.ts'
import { reviewQueuePages } from './desks/review-queue-pages.ts'
import { retentionPages } from './desks/retention-pages.ts'
import { apiPages } from './help/api-pages.ts'
import { guidePages } from './help/guide-pages.ts'
import { openGuides } from './help/guides.ts'
import { accessPages } from './portal/access-pages.ts'
import { applyPages } from './portal/apply-pages.ts'
import { claimPages } from './portal/claim-pages.ts'
import { checkingPages } from './portal/checking-pages.ts'
import { journeyPages } from './portal/journey-pages.ts'
import { questionPages } from './portal/question-pages.ts'
import { labelFetchPages } from './portal/label-fetch-pages.ts'
import { labelPages } from './portal/label-pages.ts'
import { printPages } from './portal/print-pages.ts'
import { settlementPages } from './portal/settlement-pages.ts'
import { pickupChoicePages } from './portal/pickup-pages.ts'
import { proofPages } from './portal/proof-pages.ts'
import { tourPages } from './portal/tour-pages.ts'
import { taskPages } from './desks/task-pages.ts'
import { shortcutPages } from './desks/shortcut-pages.ts'
import { organisationPages } from './staff/organisation-pages.ts'
import { staffPages } from './desks/staff-pages.ts'
import { signInPages } from './staff/pages.ts'
import { whatIfPages } from './desks/what-if-pages.ts'
import { webhookPages } from './desks/webhook-pages.ts'
import { whyPages } from './desks/why-pages.ts'
import type { Frame } from './web/frame.ts'

/** All pages; those of a demonstration only in a demonstration. */
export const pageRouters = (context: Context, frame: Frame): RequestHandler[] => [
  applyPages(context, frame),
  checkingPages(context, frame),
  journeyPages(context, frame),
  questionPages(context, frame),
  accessPages(context, frame),
  claimPages(context, frame),
  settlementPages(context, frame),
  pickupChoicePages(context, frame),
  tourPages(context, frame),
  labelPages(context, frame),
  labelFetchPages(context, frame),
  proofPages(context, frame),
  printPages(context, frame),
  apiPages(() => describeApi(context), frame),
  guidePages(openGuides('docs'), frame),
  signInPages(context, frame),
  organisationPages(context, frame),
  accountPages(context, frame),
  keyPages(context, frame),
  staffPages(context, frame),
  homePages(context, frame),
  jobPages(context, frame),
  shortcutPages(context, frame),
  privacyPages(context, frame),
  figuresPages(context, frame),
  programmePages(context, frame),
  draftPages(context, frame),
  draftLoadingPages(context, frame),
  whatIfPages(context, frame),
  webhookPages(context, frame),
  mailPreviewPages(context, frame),
  retentionPages(context, frame),
  filterPages(context, frame),
  reviewQueuePages(context, frame),
  exportPages(context, frame),
  entryPages(context, frame),
  reviewPages(context, frame),
  claimDeskPages(context, frame),
  taskPages(context, frame),
  labelDeskPages(context, frame),
  pickupPages(context, frame),
  carrierPages(context, frame),
  rewardPages(context, frame),
  receivingPages(context, frame),
  unidentifiedPages(context, frame),
  auditPages(context, frame),
  phonePages(context, frame),
  floorPages(context, frame),
  auditScanPages(context, frame),
  proposalPages(context, frame),
  financePages(context, frame),
  invoicePages(context, frame),
  ledgerPages(context, frame),
  whyPages(context, frame),
  // Before the runs, whose addresses end in a number.
  answerPages(context, frame),
  holdPages(context, frame),
  bankAccountPages(context, frame),
  outlookPages(context, frame),
  paymentPages(context, frame),
  paymentRunPages(context, frame),
  filePages(context, frame),
  ...(context.settings.mode === 'demonstration' ? [mailPages(context, frame)] : []),
]
