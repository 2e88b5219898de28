/** What writes files for other programs, given two hundred texts that want to be more than text. */
import { parse } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import ICAL from 'ical.js'
import { xmlOf } from '../../server/base/xml.ts'
import { preAdvice } from '../../server/shipping/carriers/pre-advice.ts'
import { drawInvitation } from '../../server/shipping/invitation.ts'
import { hostileStrings } from '../hostile-strings.ts'

test('there are two hundred, and each is another', () => {
  expect(new Set(hostileStrings).size).toBe(200)
})

/** Half of a pair is no character, and UTF-8 has a sign for that. */
const inBytes = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')

/** As calendars and readers of XML take it: a line end is a line end. */
const plain = (text: string): string => inBytes(text).replace(/\r\n?/g, '\n')

/** A parcel that says the same wherever somebody may type. */
const visitOf = (text: string) => ({
  key: text,
  claimReference: 'TI-7K3M-92QF',
  from: { company: text, person: text, street: text, postcode: '8000', city: text, country: 'DK' },
  to: { company: text, street: text, postcode: '7000', city: text, country: 'DK' },
  weightGrams: 1000,
})

test('a spreadsheet runs none of them, and each stays in its cell', () => {
  const advices = hostileStrings.map((text) => ({ kind: 'parcel', consignment: visitOf(text) }))
  const rows: string[][] = parse(Buffer.from(preAdvice('M-1', advices as never)))
  expect(rows).toHaveLength(201)
  for (const [no, text] of hostileStrings.entries()) {
    const cells = rows[no + 1]?.filter((cell) => [text, `'${text}`].map(inBytes).includes(cell)) ?? []
    expect([text, cells.length]).toEqual([text, 8])
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  }
})

test('a calendar finds one event with one guest, and what was typed stays in its line', () => {
  for (const text of hostileStrings) {
    const bytes = drawInvitation({
      uid: 'TI-7K3M-92QF@backhaul.example',
      sequence: 1,
      method: 'REQUEST',
      date: '2026-03-04',
      from: '08:00',
      to: '12:00',
      timeZone: 'Europe/Copenhagen',
      summary: text,
      description: text,
      location: text,
      organizer: { name: text, email: 'trade-in@backhaul.example' },
      attendee: { name: text, email: 'aase@jorgensen.example' },
      stamp: '2026-03-02T10:00:00Z',
    })
    const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')) as unknown[])
    const events = calendar.getAllSubcomponents()
    expect([text, events.map(({ name }) => name)]).toEqual([text, ['vevent']])
    const names = events[0]?.getAllProperties().map(({ name }) => name) ?? []
    expect([text, new Set(names).size]).toEqual([text, names.length])
    expect(names).not.toContain('x-evil')
    expect(plain(String(events[0]?.getFirstPropertyValue('summary')))).toBe(plain(text))
  }
})

test('XML holds each as text, or refuses what it cannot hold', () => {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false })
  const refused: string[] = []
  for (const text of hostileStrings) {
    try {
      const read = parser.parse(xmlOf('told', { name: { '@of': text, '#': text } })) as {
        told: { name: { '#text': string } }
      }
      expect(Object.keys(read.told).filter((name) => name !== '#text')).toEqual(['name'])
      expect(plain(read.told.name['#text'])).toBe(plain(text))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      refused.push(text)
    }
  }
  // Null bytes, bells and halves of pairs, at most three rounds of each.
  expect(refused.length).toBeLessThan(10)
  expect(refused.filter((text) => !/^.*(null|bell|half)/s.test(text))).toEqual([])
})
