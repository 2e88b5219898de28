import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { openDatabase } from '../../server/database.ts'
import { makeTestDatabase } from '../database.ts'

const times = 200

test(`two processes write ${times} times each to one database: none is turned away and nothing is lost`, async () => {
  const { url, remove } = await makeTestDatabase()
  const hammer = async (): Promise<string> => {
    const given = ['--import', 'tsx', 'test/database/hammer.ts', url, String(times)]
    return (await promisify(execFile)(process.execPath, given)).stdout
  }
  expect(await Promise.all([hammer(), hammer()])).toEqual(['0', '0'])
  const db = openDatabase(url)
  const rows = await db('counters').where('series', 'like', 'drawn %')
  const writers = new Set(rows.map((row: { last: number }) => row.last))
  expect(rows).toHaveLength(2 * times)
  expect(writers.size).toBe(2)
  expect(await db('counters').where({ series: 'hammer' }).first()).toMatchObject({ last: 2 * times })
  await db.destroy()
  await remove()
})
