/**
 * What makes a PDF a Factur-X invoice: the XML as an attachment and its announcement in the document's XMP, with the
 * extension schema that PDF/A asks for (ISO 19005-3, clause 6.6.2.3). Source: Factur-X 1.0, annex on PDF/A-3.
 */
import type { Attachment } from './sheet.ts'

const namespace = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'

const properties = {
  DocumentType: { value: 'INVOICE', description: 'The type of the hybrid document in capital letters' },
  DocumentFileName: { value: 'factur-x.xml', description: 'The name of the embedded XML document' },
  Version: { value: '1.0', description: 'The version of the standard applying to the embedded XML document' },
  ConformanceLevel: { value: 'EN 16931', description: 'The conformance level of the embedded XML document' },
}

const values = Object.entries(properties)
  .map(([name, { value }]) => `<fx:${name}>${value}</fx:${name}>`)
  .join('')

const schema = Object.entries(properties)
  .map(
    ([name, { description }]) =>
      `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
      `<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>` +
      `<pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
  )
  .join('')

const xmp = `
<rdf:Description rdf:about="" xmlns:fx="${namespace}">${values}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>${schema}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

/** The CII of an invoice, ready to travel inside its PDF. */
export const facturX = (cii: string): Attachment => ({
  name: 'factur-x.xml',
  mediaType: 'text/xml',
  bytes: Buffer.from(cii, 'utf8'),
  description: 'Factur-X: the same invoice for machines (EN 16931)',
  relationship: 'Alternative',
  xmp,
})
