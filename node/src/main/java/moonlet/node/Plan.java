package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Program;

/** What all processes of one entry on one host have in common. */
record Plan(Program program, Host host, Limits limits, long sourceHash) {}
