import { matchOf, readErasureReport, reportCharactersAtMost } from '../../server/audit/erasure-report.ts'

const entries = `<?xml version="1.0" encoding="UTF-8"?>
<root><report>
  <blancco_data>
    <description><document_id>7</document_id><author><product_name name="Blancco Drive Eraser" /></author></description>
    <blancco_hardware_report><entries name="system">
      <entry name="manufacturer" type="string">HP</entry>
      <entry name="serial" type="string">CZC0001</entry>
    </entries></blancco_hardware_report>
    <blancco_erasure_report><entries name="erasures"><entries name="erasure">
      <entry name="erasure_standard_name" type="string">NIST 800-88 Purge</entry>
      <entry name="state" type="string">Successful</entry>
      <entry name="end_time" type="string">2026-03-02T09:41:00+0100</entry>
      <entries name="target"><entry name="serial" type="string">S3Z4NB0K1</entry></entries>
    </entries></entries></blancco_erasure_report>
  </blancco_data>
</report></root>`

const elements = `<WipeDriveReport><Computer><ComputerSerial>CZC0001</ComputerSerial></Computer>
<Drive><DriveSerial>WD-1</DriveSerial><Method>DoD 5220.22-M</Method><Result>FAILED</Result></Drive></WipeDriveReport>`

const rows = `\uFEFFDevice;Model;Serial Number;Status;Method;End time;Tool
/dev/sda;ST1000;"ZN1ABC";Erased;PRNG Stream;2026/03/02 09:41:00;nwipe 0.36
/dev/sdb;ST1000;"ZN1ABD";Erased;PRNG Stream;2026/03/02 09:59:00;nwipe 0.36`

test('entries with names: system and drive, standard, result and time', () => {
  expect(readErasureReport(entries)).toEqual({
    tool: 'Blancco',
    serials: ['CZC0001', 'S3Z4NB0K1'],
    method: 'NIST 800-88 Purge',
    result: 'erased',
    finishedAt: '2026-03-02T09:41:00+0100',
  })
})

test('elements with values, and a failure that is one', () => {
  expect(readErasureReport(elements)).toMatchObject({
    tool: 'WipeDrive',
    serials: ['CZC0001', 'WD-1'],
    method: 'DoD 5220.22-M',
    result: 'failed',
  })
})

test.each([
  ['semicolons', rows],
  ['commas', rows.replaceAll(';', ',')],
  ['tabs', rows.replaceAll(';', '\t')],
])('a table with %s, of several drives', (_, text) => {
  expect(readErasureReport(text)).toEqual({
    tool: 'nwipe',
    serials: ['ZN1ABC', 'ZN1ABD'],
    method: 'PRNG Stream',
    result: 'erased',
    finishedAt: '2026/03/02 09:41:00',
  })
})

test('one drive that was not erased speaks for all', () => {
  expect(readErasureReport(rows.replace('Erased', 'Not erased')).result).toBe('failed')
  expect(readErasureReport(rows.replaceAll('Erased', '')).result).toBe('unknown')
})

test.each([
  [' czc0001 ', 'serial-matches'],
  ['CZC0002', 'serial-differs'],
])('is it about %s: %s', (serial, match) => {
  expect(matchOf(readErasureReport(entries), serial)).toBe(match)
})

const bomb = `<!DOCTYPE a [<!ENTITY b "bbbb">]><a><serial>&b;</serial></a>`

test.each([
  ['empty', ''],
  ['a letter', 'We have erased everything.'],
  ['broken XML', '<root><serial>1</root>'],
  ['no serial number', 'Device,Status\n/dev/sda,Erased'],
  ['entities that unfold', bomb],
  ['without end', '<a>'.repeat(40) + '<serial>CZC1</serial>' + '</a>'.repeat(40)],
])('%s is no report', (_, text) => {
  expect(() => readErasureReport(text)).toThrow('invalid: erasure-report-unreadable')
})

test('a report that is larger than any is not read', () => {
  expect(() => readErasureReport('<'.repeat(reportCharactersAtMost + 1))).toThrow('erasure-report-too-large')
})
