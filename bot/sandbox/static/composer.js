// Where the person writes and attaches files.

import {WORDS, weight} from './words.js';
import {element} from './lines.js';

const FILES = 10;
const BYTES = 20 * 1024 * 1024;
const form = document.getElementById('composer');
const words = document.getElementById('words');
const picker = document.getElementById('file');
const shown = document.getElementById('chosen');

let chosen = [];
let sending = false;
let complain = () => {};

export function start(send, toast) {
  complain = toast;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const text = words.value.trim();
    if (sending || !(text || chosen.length)) return;
    sending = true;
    try {
      if (await send(text, chosen)) clear();
    } finally {
      sending = false;
      words.focus();
    }
  });
}

export function clear() {
  words.value = '';
  chosen = [];
  grow();
  draw();
}

export const focus = () => window.matchMedia('(pointer: fine)').matches && words.focus();

function add(files) {
  for (const file of files) {
    if (!file.size) complain(WORDS.empty_file(file.name));
    else if (chosen.length >= FILES) return complain(WORDS.too_many);
    else if (chosen.reduce((sum, each) => sum + each.size, file.size) > BYTES) complain(WORDS.too_heavy);
    else chosen.push(file);
  }
  draw();
  words.focus();
}

function chip(file) {
  const item = document.createElement('li');
  const name = element('span', 'name', file.name);
  name.dir = 'auto';
  const remove = element('button', 'round', '✕');
  remove.type = 'button';
  remove.ariaLabel = WORDS.remove(file.name);
  remove.addEventListener('click', () => {
    chosen = chosen.filter(each => each !== file);
    draw();
    words.focus();
  });
  item.append(name, element('small', '', weight(file.size)), remove);
  return item;
}

function draw() {
  shown.hidden = !chosen.length;
  shown.replaceChildren(...chosen.map(chip));
}

function grow() {
  words.style.height = 'auto';
  words.style.height = `${Math.min(words.scrollHeight, 140)}px`;
}

words.addEventListener('input', grow);
words.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
words.addEventListener('paste', event => {
  if (!event.clipboardData.files.length) return;
  event.preventDefault();
  add(event.clipboardData.files);
});
document.getElementById('clip').addEventListener('click', () => picker.click());
picker.addEventListener('change', () => {
  add(Array.from(picker.files));
  picker.value = '';
});
const chat = document.getElementById('chat');
chat.addEventListener('dragover', event => event.preventDefault());
chat.addEventListener('drop', event => {
  event.preventDefault();
  if (!form.hidden) add(event.dataTransfer.files);
});
