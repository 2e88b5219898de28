/**
 * `npm run verify-label -- FILE|TOKEN [--keys FILE]` tells whether a label's PDF or its scanned code is ours and
 * unchanged. Needs no secret and no network, only the published keys, as served at /.well-known/backhaul-keys.json.
 * Exits 0 when genuine, 1 when not, 2 when it could not judge.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { sealOf } from '../server/documents/sign.ts'
import {
  certificatesIn,
  publishedKeys,
  tokenKeysIn,
  type PublishedKeys,
} from '../server/shipping/published-keys.ts'
import { readToken, type TokenFacts } from '../server/shipping/token.ts'

const reasons = {
  'no-token': 'This is neither a file nor the code of a label.',
  'unknown-version': 'This code is of a version that is not known here.',
  'unknown-key': 'This code names a key that is not among the published ones.',
  forged: 'This code was not made with our key, or was changed.',
}

const { values, positionals } = parseArgs({
  options: { keys: { type: 'string', default: 'backhaul-keys.json' } },
  allowPositionals: true,
})
const [asked] = positionals

if (!asked || positionals.length > 1) stop('npm run verify-label -- FILE|TOKEN [--keys FILE]')
else if (!existsSync(values.keys)) {
  stop(
    `There is no key file ${values.keys}. Save /.well-known/backhaul-keys.json there, or name it by --keys.`,
  )
} else judge(asked, keysFrom(values.keys))

function keysFrom(file: string): PublishedKeys | undefined {
  try {
    return publishedKeys.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

function judge(what: string, keys: PublishedKeys | undefined): void {
  if (!keys) stop(`${values.keys} holds no published keys.`)
  else if (existsSync(what)) judgeFile(what, keys)
  else judgeToken(what, keys)
}

function judgeFile(file: string, keys: PublishedKeys): void {
  const seal = sealOf(readFileSync(file))
  if (seal.state === 'unsigned') tell(false, 'This file bears no signature.')
  else if (seal.state === 'not-whole') tell(false, 'Bytes were added to this file after it was signed.')
  else if (seal.state === 'broken') tell(false, 'This file was changed after it was signed.')
  else if (!certificatesIn(keys).some(({ raw }) => raw.equals(seal.certificate)))
    tell(
      false,
      `This file is unchanged, but ${seal.subject} signed it with a key that is not among the published ones.`,
    )
  else tell(true, `This file is whole and unchanged. Signed by ${seal.subject}.`)
}

function judgeToken(scanned: string, keys: PublishedKeys): void {
  const reading = readToken(scanned, tokenKeysIn(keys), Temporal.Now.plainDateISO('UTC'))
  if (!('facts' in reading)) tell(false, reasons[reading.state])
  else if (reading.state === 'genuine') tell(true, `This label is genuine. ${factsText(reading.facts)}`)
  else if (reading.state === 'expired')
    tell(false, `This label is genuine but has expired. ${factsText(reading.facts)}`)
  else tell(false, `This label is dated in the future. ${factsText(reading.facts)}`)
}

function factsText({ sscc, reference, issuedOn, expiresOn, weightGrams, revision }: TokenFacts): string {
  const weight = `declared ${(weightGrams / 1000).toFixed(3)} kg`
  const label = `label ${revision} of ${issuedOn.toString()}, good until ${expiresOn.toString()}`
  return `Claim ${reference}, parcel ${sscc}, ${weight}, ${label}.`
}

function tell(genuine: boolean, sentence: string): void {
  console.log(sentence)
  process.exitCode = genuine ? 0 : 1
}

function stop(sentence: string): void {
  console.error(sentence)
  process.exitCode = 2
}
