/**
 * Who may let a reward go and who may send it: what is worth money takes two persons beside who approved its claim, as money
 * does (P3). Pure; actors are spelled as in the journal.
 */

/** What was done about an order before. */
export type BeforeGoods = { readonly hasApproved: boolean; readonly releasedBy: string | undefined }

/** Why somebody does not let it go, or undefined. */
export const releaseRefusal = ({
  hasApproved,
}: Pick<BeforeGoods, 'hasApproved'>): 'releaser-approved-claim' | undefined =>
  hasApproved ? 'releaser-approved-claim' : undefined

/** Why somebody does not send it, or undefined. */
export function shipmentRefusal(
  { hasApproved, releasedBy }: BeforeGoods,
  shipper: string,
): 'shipper-approved-claim' | 'goods-not-released' | 'shipper-released-goods' | undefined {
  if (hasApproved) return 'shipper-approved-claim'
  if (releasedBy === undefined) return 'goods-not-released'
  return releasedBy === shipper ? 'shipper-released-goods' : undefined
}
