'use strict';
// Worked cases as requests, and what they expect of a quote.
const fs = require('fs');

const FLAGS = ['university_student', 'zero_claim_last_year', 'already_paid_normally', 'employee_insured', 'insured_elsewhere',
  'enrolled_outside_hukou', 'assisted_there', 'independent_enrolment', 'guardian_paid'];
const DATES = ['payment_date', 'birth_date', 'event_date', 'identity_recognised_on'];

const read = (path, region, year) => fs.readFileSync(path, 'utf8').trim().split('\n').map(line => JSON.parse(line))
  .filter(golden => golden.region === region && golden.year === year);

const wireDate = text => (text ? Number(text.replaceAll('-', '')) : 0);

function profileOf(golden) {
  const profile = {
    tier: golden.tier ?? '', identities: [...golden.identities ?? []], addons: [...golden.addons ?? []],
    gap_years: golden.gap_years ?? 0, continuous_years: golden.continuous_years ?? 0,
    circumstance: golden.circumstance ? `CIRCUMSTANCE_${golden.circumstance.toUpperCase()}` : 'CIRCUMSTANCE_UNSPECIFIED',
  };
  for (const flag of FLAGS) if (typeof golden[flag] === 'boolean') profile[flag] = golden[flag];
  return profile;
}

const datesOf = golden => Object.fromEntries(DATES.map(name => [name, wireDate(golden[name])]));

function rows(cases, batchId) {
  const requests = cases.map(golden => ({ profile: profileOf(golden), ...datesOf(golden) }));
  return { batch_id: batchId, region: cases[0].region, benefit_year: cases[0].year, rows: requests };
}

function columns(cases, batchId) {
  const profiles = [...new Map(cases.map(golden => [JSON.stringify(profileOf(golden)), profileOf(golden)]))];
  const keys = profiles.map(([key]) => key);
  const dates = cases.map(datesOf);
  const distinct = [...new Set(dates.map(row => row.payment_date))];
  return {
    batch_id: batchId, region: cases[0].region, benefit_year: cases[0].year,
    profiles: profiles.map(([, profile]) => profile),
    profile_index: cases.map(golden => keys.indexOf(JSON.stringify(profileOf(golden)))),
    payment_dates: distinct, payment_date_index: dates.map(row => distinct.indexOf(row.payment_date)),
    birth_date: dates.map(row => row.birth_date), event_date: dates.map(row => row.event_date),
    identity_recognised_on: dates.map(row => row.identity_recognised_on),
  };
}

/** What a case expects of status, amounts and cover, and the quote does not say. */
function differences(golden, quote) {
  const status = quote.status.replace('QUOTE_STATUS_', '').toLowerCase();
  const yuan = fen => (fen === undefined ? null : fen / 100);
  const actual = {
    status: status === 'undetermined' ? 'refer' : status,
    fee_yuan: yuan(quote.fee_fen), assistance_yuan: yuan(quote.assistance_fen), total_yuan: yuan(quote.payable_fen),
    matched_identity: quote.matched_identity ?? null,
    benefit_start: quote.benefit_start ?? null, benefit_end: quote.benefit_end ?? null,
  };
  return Object.entries(golden.expect)
    .filter(([key]) => key in actual)
    .map(([key, wanted]) => [key, key.startsWith('benefit_') ? wireDate(wanted) || null : wanted])
    .filter(([key, wanted]) => actual[key] !== wanted)
    .map(([key, wanted]) => `${golden.id} ${key}: expected ${wanted}, got ${actual[key]}`);
}

module.exports = { read, rows, columns, differences };
