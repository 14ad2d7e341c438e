// Draws one line of the chat. A person's own words and all names go in as text; only the bot's words, which Vekha has
// already reduced to its few tags, go in as HTML.

import {WORDS, weight} from './words.js';

export function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function photo(file) {
  const link = element('a', 'photo');
  link.href = file.url;
  link.target = '_blank';
  link.rel = 'noopener';
  const image = document.createElement('img');
  image.src = file.url;
  image.alt = WORDS.photo(file.name);
  image.addEventListener('error', () => link.replaceWith(sheet(file)));
  link.append(image);
  return link;
}

function sheet(file) {
  const link = element('a', 'document');
  link.href = file.url;
  link.download = file.name;
  const icon = element('span', 'icon', '↓');
  icon.ariaHidden = 'true';
  const words = element('span', 'who');
  const name = element('b', '', file.name);
  name.dir = 'auto';
  words.append(name, element('small', '', weight(file.size)));
  link.append(icon, words);
  return link;
}

function voice(file) {
  const player = element('audio', 'voice');
  player.src = file.url;
  player.controls = true;
  player.preload = 'metadata';
  player.ariaLabel = WORDS.voice;
  player.addEventListener('error', () => player.replaceWith(sheet(file)));
  return player;
}

const LOOKS = [['photo', photo], ['voice', voice]];

function attached(file) {
  const [, look] = LOOKS.find(([kind]) => file[kind]) || [null, sheet];
  return look(file);
}

function key(button, line, press) {
  const made = element(button.payload ? 'button' : 'a', `key ${button.tone}`);
  made.append(element('span', '', button.label));
  if (button.payload) {
    made.type = 'button';
    made.addEventListener('click', () => press(made, button.payload, line.ref));
  } else if (button.url) {
    made.href = button.url;
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    made.append(element('span', 'out', '↗'));
  }
  return made;
}

function keyboard(line, press) {
  const board = element('div', 'keys');
  for (const row of line.rows) {
    const shown = element('div', 'keys-row');
    shown.append(...row.map(button => key(button, line, press)));
    board.append(shown);
  }
  return board;
}

function words(line) {
  const shown = element('div', 'words');
  shown.dir = 'auto';
  if (line.mine) shown.textContent = line.text;
  else shown.innerHTML = line.html;
  return shown;
}

export function draw(line, press) {
  const item = element('li', line.mine ? 'line mine' : 'line');
  item.dataset.ref = line.ref;
  const bubble = element('div', 'bubble');
  bubble.append(element('span', 'unseen', line.mine ? WORDS.from_me : WORDS.from_bot));
  bubble.append(...line.files.map(attached));
  if (line.text || line.html) bubble.append(words(line));
  bubble.append(element('small', 'stamp', line.edited ? `${WORDS.edited} ${line.time}` : line.time));
  item.append(bubble);
  if (line.rows.length) item.append(keyboard(line, press));
  return item;
}

export function divider(day) {
  const item = element('li', 'day');
  item.append(element('span', '', day));
  return item;
}
