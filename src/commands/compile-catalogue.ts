import { plainTopic } from '../architects/catalogue/load-topics.ts';
import { compileCatalogue } from '../io/package-files.ts';

/** Last step of the build: each command then starts without parsing a megabyte of YAML. */
compileCatalogue(plainTopic);
