/** The pages begin here. */
import { render } from 'preact';
import { paint } from '../src/topology/paint.ts';
import { App } from './app.tsx';

// The picture is painted on a page as in a file; the file's colours are the page's here.
const sheet = new CSSStyleSheet();
sheet.replaceSync(paint);
document.adoptedStyleSheets = [sheet];

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
