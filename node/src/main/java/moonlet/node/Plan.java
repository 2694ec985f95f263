package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Program;
import moonlet.node.app.Entry;

import java.util.List;

/**
 * What all processes of one entry on one host have in common. Immutable; each of them keeps the
 * plan by which it runs, and so the code, also when there is newer code.
 *
 * @param libraries what the entry imports, also through others
 * @param limits the entry's, over the host's
 */
record Plan(
        Entry.CodeEntry entry,
        List<Entry.CodeEntry> libraries,
        Program program,
        Host host,
        Limits limits) {
    /** The same for a process that runs only while the fence is open; null: always. */
    Plan behind(Fence fence) {
        return fence == host.fence()
                ? this
                : new Plan(entry, libraries, program, host.behind(fence), limits);
    }

    long sourceHash() {
        return entry.source().hash();
    }
}
