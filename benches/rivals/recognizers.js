// Reads paragraphs (a JSON string a line) with all Chinese models of Recognizers-Text, and says how long it took.
// usage: node recognizers.js PARAGRAPHS SECONDS — goes on until the time is up; one paragraph is never cut short.
'use strict';
const fs = require('fs');
const { Culture } = require('@microsoft/recognizers-text-suite');
const { NumberRecognizer } = require('@microsoft/recognizers-text-number');
const { NumberWithUnitRecognizer } = require('@microsoft/recognizers-text-number-with-unit');
const { DateTimeRecognizer } = require('@microsoft/recognizers-text-date-time');

// Models are made once and kept: the quickest way to use it. (The suite's own functions make a recogniser a call.)
const number = new NumberRecognizer(Culture.Chinese);
const unit = new NumberWithUnitRecognizer(Culture.Chinese);
const time = new DateTimeRecognizer(Culture.Chinese);
const models = [
  number.getNumberModel(), number.getOrdinalModel(), number.getPercentageModel(),
  unit.getCurrencyModel(), unit.getTemperatureModel(), unit.getDimensionModel(), unit.getAgeModel(),
  time.getDateTimeModel(),
];
const read = text => models.flatMap(model => model.parse(text));

const paragraphs = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const limit = Number(process.argv[3]);

// What the definitions ask: the numbers of each sentence, per cents with their sign.
const answers = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean).map(sentence => {
  const percents = models[2].parse(sentence).map(item => item.resolution.value);
  const numbers = models[0].parse(sentence).map(item => item.resolution.value);
  return { numbers, percents };
});

// The first calls compile its expressions: not counted.
paragraphs.slice(0, 20).forEach(read);
let characters = 0, items = 0, done = 0;
// Time on the processor, as for the reader: a neighbour on the machine is not counted.
const begun = process.cpuUsage();
const elapsed = () => { const { user, system } = process.cpuUsage(begun); return (user + system) / 1e6; };
for (const text of paragraphs) {
  if (elapsed() > limit) break;
  items += read(text).length;
  characters += [...text].length;
  done += 1;
}
const seconds = elapsed();
const peak = fs.existsSync('/proc/self/status') && /VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'));
console.log(JSON.stringify({ done, characters, items, seconds, peak_kb: peak ? Number(peak[1]) : null, answers, node: process.version }));
