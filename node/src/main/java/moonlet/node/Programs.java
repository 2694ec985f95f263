package moonlet.node;

import moonlet.lua.process.Modules;
import moonlet.lua.process.Program;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The code entries of an application, ready to run. Immutable. */
final class Programs {
    private final Map<String, Program> programs = new HashMap<>();

    Programs(Application application, Modules modules) {
        application.libraries().forEach(library -> add(library, modules));
        application.processes().forEach(process -> add(process, modules));
        application.functions().forEach(function -> add(function, modules));
    }

    /** The program of an entry that has code. */
    Program of(Entry.CodeEntry entry) {
        return programs.get(entry.id());
    }

    /** What it imports has been added before. */
    private void add(Entry.CodeEntry entry, Modules modules) {
        List<Program.Import> imports =
                entry.imports().entrySet().stream()
                        .map(i -> new Program.Import(i.getKey(), programs.get(i.getValue())))
                        .toList();
        programs.put(
                entry.id(),
                new Program(
                        entry.id(),
                        entry.chunk(),
                        entry.method(),
                        modules.globals(entry.modules()),
                        imports));
    }
}
