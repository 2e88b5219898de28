/** Reads the table of periods from its file. The one place that knows where it lies and how it is written. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { retentionFile, type Retention } from './privacy/retention.ts'
import { read } from './web/read.ts'

/** @throws Refusal `invalid` with a fault for each wrong row. */
export const retentionIn = (file: string): Retention => read(retentionFile, parse(readFileSync(file, 'utf8')))
