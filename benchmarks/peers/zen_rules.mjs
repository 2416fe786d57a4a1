// The notice of Fengdu for 2025 as decision tables of ZEN, typed in from the notice. A cell that is '' is not asked; a first table takes the
// first row that holds, a collecting one all of them.

const SEVENTY_PERCENT = ['returned_to_poverty', 'unstable_poverty_alleviated', 'marginal_poverty_prone', 'sudden_severe_difficulty',
  'low_income_marginal_family', 'severe_disability', 'civil_affairs_registered_other', 'illness_poverty_seriously_ill'];
const FULL_FIRST_TIER = ['extreme_poverty_support', 'rural_extreme_poverty_support', 'urban_extreme_poverty_support', 'orphan',
  'de_facto_unattended_child'];
const SECOND_TIER = ['old_demobilised_soldier', 'deceased_soldier_family', 'duty_deceased_soldier_family', 'martyr_family'];
const TILTED = ['returned_to_poverty', 'extreme_poverty_support', 'rural_extreme_poverty_support', 'urban_extreme_poverty_support',
  'subsistence_allowance'];

const anyOf = identities => `some($, # in [${identities.map(identity => `'${identity}'`)}])`;

/** Section 5: an amount for each identity that counts; missing where the notice names none. Held: recognised by the payment day. */
const grants = {
  name: 'grants', collect: true,
  inputs: ['held', 'tier', 'sixty'],
  outputs: ['amount', 'missing'],
  rows: [
    [anyOf(SEVENTY_PERCENT), "'tier1'", '', 'min([280, standard])', 'false'],
    [anyOf(SEVENTY_PERCENT), "'tier2'", '', '400', 'false'],
    [anyOf(['stable_poverty_alleviated']), '', '', '15', 'false'],
    [anyOf(FULL_FIRST_TIER), '', '', 'min([400, standard])', 'false'],
    [anyOf(['subsistence_allowance']), "'tier1'", '', 'min([360, standard])', 'false'],
    [anyOf(['subsistence_allowance']), "'tier2'", '', '400', 'false'],
    [`${anyOf(['key_entitled_group'])} and not ${anyOf(['disabled_soldier_1_6'])}`, '', '', 'min([400, standard])', 'false'],
    [anyOf(SECOND_TIER), "'tier1'", '', '0', 'true'],
    [anyOf(SECOND_TIER), "'tier2'", '', 'standard', 'false'],
    [anyOf(['martyr_child_60_plus']), "'tier1'", 'true', '0', 'true'],
    [anyOf(['martyr_child_60_plus']), "'tier2'", 'true', 'standard', 'false'],
  ],
};

/** Section 4. */
const standard = {
  name: 'standard',
  inputs: ['tier', 'student'],
  outputs: ['standard'],
  rows: [["'tier1'", 'false', '400'], ["'tier1'", 'true', '380'], ["'tier2'", 'false', '775'], ["'tier2'", 'true', '755']],
};

/** Section 3: whether a newborn pays as the day says, as a newborn, with the guardian, or nobody knows. */
const route = {
  name: 'route',
  inputs: ['newborn', 'born', 'young', 'of_year', 'independent', 'guardian', 'payment', 'gap'],
  outputs: ['route'],
  rows: [
    ['false', '', '', '', '', '', '', '', "'day'"],
    ['', 'false', '', '', 'true', '', '[20240914..20241231]', '0', "'day'"],
    ['', 'false', '', '', '', '', '', '', "'open'"],
    ['', '', 'false', 'false', '', '', '', '', "'day'"],
    ['', '', '', 'true', 'false', 'true', '', '', "'guardian'"],
    ['', '', '', '', 'false', '', '', '', "'open'"],
    ['', '', '', '', 'null', '', '', '', "'open'"],
    ['', '', 'true', '', '', '', '', '', "'newborn'"],
    ['', '', '', '', '', '', '', '', "'day'"],
  ],
};

const digits = date => `number(${date}.format('%Y%m%d'))`;
const afterGap = "d(paid_on).add(gap + 3, 'M')";

/** Sections 3, 6 and 7. Wait: days; 1000 and the months; 2000 for the first of the next month. Start 0: none in the year. */
const day = {
  name: 'day',
  inputs: ['payment', 'gap'],
  outputs: ['window', 'wait', 'start'],
  rows: [
    ['< 20240914', '', "'outside'", '-1', '-1'],
    ['> 20251231', '', "'outside'", '-1', '-1'],
    ['[20251001..20251231]', '', "'closed'", '-1', '-1'],
    ['[20240914..20241231]', '> 0', "'open'", '1003 + gap', `max([20250101, ${digits(afterGap)}])`],
    ['[20240914..20241231]', '', "'open'", '0', '20250101'],
    ['[20250101..20250630]', '> 0', "'late'", '1003 + gap', digits(afterGap)],
    ['[20250101..20250131]', '', "'late'", '2000', '20250201'],
    ['[20250201..20250228]', '', "'late'", '2000', '20250301'],
    ['[20250301..20250630]', '', "'late'", '90', digits("d(paid_on).add(90, 'd')")],
    ['[20250701..20250930]', '> 0', "'full'", '1003 + gap', digits(afterGap)],
    ['[20250701..20250930]', '', "'full'", '90', digits("d(paid_on).add(90, 'd')")],
  ],
};

const SUBSIDY = 670;

/** The nine numbers; what is absent is -1. */
const answer = {
  name: 'answer',
  inputs: ['window', 'employee', 'elsewhere', 'paid', 'route', 'unsettled'],
  outputs: ['status', 'standard_fen', 'assistance_fen', 'fee_fen', 'subsidy_fen', 'wait_of', 'benefit_start', 'benefit_end', 'deductible_fen'],
  rows: [
    ["'outside'", '', '', '', '', '', ...only(5)],
    ['', 'true', '', '', '', '', ...only(9)],
    ["'closed'", '', 'true', '', "'day'", '', ...only(5)],
    ['', '', 'true', '', '', '', ...only(10)],
    ['', '', '', 'true', '', '', '8', 'standard * 100', '0', 'standard * 100', `${SUBSIDY * 100}`, '-1', '-1', '-1', 'deductible'],
    ['', '', '', '', "'guardian'", '', '7', '0', '0', '0', '-1', '0', 'birth', '20251231', 'deductible'],
    ['', '', '', '', "'open'", '', ...only(10)],
    ["'closed'", '', '', '', "'day'", '', ...only(5)],
    ["'full'", '', '', '', "'day'", '', '4', 'standard * 100', '0', `(standard + ${SUBSIDY}) * 100`, '0', ...covered()],
    ['', '', '', '', '', 'true', ...only(10)],
    ["'open'", '', '', '', "'newborn'", '', '1', ...helped(), '0', '20250101', '20251231', 'deductible'],
    ['', '', '', '', "'newborn'", '', '3', ...helped(), '0', '-1', '20251231', 'deductible'],
    ["'open'", '', '', '', '', '', '1', ...helped(), ...covered()],
    ["'late'", '', '', '', '', '', '2', ...helped(), ...covered()],
  ],
};

function only(status) {
  return [`${status}`, ...Array(8).fill('-1')];
}

function helped() {
  return ['standard * 100', 'assistance * 100', '(standard - assistance) * 100', `${SUBSIDY * 100}`];
}

function covered() {
  return ['wait', 'start > 20251231 ? -1 : start', 'start > 20251231 ? -1 : 20251231', 'deductible'];
}

/** What the tables ask of a resident. Sixty is asked in whole dates: 600000 are sixty years. */
const facts = [
  ['held', 'recognised != null and recognised > payment ? [] : identities'],
  ['born', 'birth != null'],
  ['sixty', 'birth == null or birth + 600000 <= payment'],
  ['young', "birth != null and newborn and d(paid_on).diff(d(born_on), 'day') <= 90"],
  ['of_year', 'birth != null and birth >= 20250101'],
  ['deductible', `some(identities, # in [${TILTED.map(identity => `'${identity}'`)}]) ? 939850 : 1879700`],
];

const help = [
  ['assistance', 'len($root.grants) == 0 ? 0 : max(map($root.grants, #.amount))'],
  ['unsettled', "(some($root.grants, #.missing) and $.assistance < standard) or ($.assistance > 0 and assisted_there)"],
];

function tableNode({ name, collect, inputs, outputs, rows }) {
  return {
    id: name, name, type: 'decisionTableNode',
    content: {
      hitPolicy: collect ? 'collect' : 'first', passThrough: true, outputPath: collect ? name : null,
      inputs: inputs.map(field => ({ id: `if_${field}`, name: field, field })),
      outputs: outputs.map(field => ({ id: `then_${field}`, name: field, field })),
      rules: rows.map((row, number) => ({
        _id: `${name}${number}`,
        ...Object.fromEntries(inputs.map((field, place) => [`if_${field}`, row[place]])),
        ...Object.fromEntries(outputs.map((field, place) => [`then_${field}`, row[inputs.length + place]])),
      })),
    },
  };
}

function expressionNode(name, expressions) {
  return {
    id: name, name, type: 'expressionNode',
    content: { passThrough: true, expressions: expressions.map(([key, value]) => ({ id: key, key, value })) },
  };
}

/** One way from the question to the answer. */
export function decisionModel() {
  const nodes = [
    { id: 'question', name: 'question', type: 'inputNode' },
    expressionNode('facts', facts), tableNode(standard), tableNode(grants), expressionNode('help', help), tableNode(route), tableNode(day),
    { ...tableNode(answer), content: { ...tableNode(answer).content, passThrough: false } },
    { id: 'reply', name: 'reply', type: 'outputNode' },
  ];
  const edges = nodes.slice(1).map((node, place) => ({ id: `to_${node.id}`, type: 'edge', sourceId: nodes[place].id, targetId: node.id }));
  return { nodes, edges };
}
