import { preAdvice } from '../../../server/shipping/carriers/pre-advice.ts'

const from = {
  company: '=HYPERLINK("x") A/S',
  person: 'Åse Jørgensen',
  street: 'Østergade 1, "baghuset"',
  postcode: '0800',
  city: 'Aarhus C',
  country: 'DK',
}
const to = {
  company: 'TechProtect GmbH',
  street: 'Max-Eyth-Str. 1',
  postcode: '71088',
  city: 'Holzgerlingen',
  country: 'DE',
}

test('a list has one line for each parcel, visit and calling off, and no formula', () => {
  const csv = preAdvice('PA-000001', [
    {
      kind: 'parcel',
      consignment: {
        key: '395212340000000017',
        claimReference: 'TI-7K3M-92QF',
        from,
        to,
        weightGrams: 12_500,
        description: 'HP Z440',
      },
    },
    {
      kind: 'visit',
      visit: {
        key: 'visit-7-0',
        claimReference: 'TI-7K3M-92QF',
        at: from,
        date: '2026-03-04',
        from: '08:00',
        to: '12:00',
        parcels: 3,
        trackingNumbers: [],
        place: 'Entrance door, ground floor',
      },
    },
    { kind: 'cancel', key: 'visit-6-2' },
  ])
  expect(csv.split('\r\n')).toEqual([
    'manifest,line,kind,key,reference,weight_kg,from_company,from_person,from_street,from_postcode,from_city,from_country,to_company,to_street,to_postcode,to_city,to_country,visit_date,visit_from,visit_to,parcels,place',
    `PA-000001,1,parcel,395212340000000017,TI-7K3M-92QF,12.500,"'=HYPERLINK(""x"") A/S",Åse Jørgensen,"Østergade 1, ""baghuset""",0800,Aarhus C,DK,TechProtect GmbH,Max-Eyth-Str. 1,71088,Holzgerlingen,DE,,,,1,`,
    `PA-000001,2,visit,visit-7-0,TI-7K3M-92QF,,"'=HYPERLINK(""x"") A/S",Åse Jørgensen,"Østergade 1, ""baghuset""",0800,Aarhus C,DK,,,,,,2026-03-04,08:00,12:00,3,"Entrance door, ground floor"`,
    'PA-000001,3,cancel,visit-6-2,,,,,,,,,,,,,,,,,,',
    '',
  ])
})
