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
    /** A program with the entry that it is made of. */
    private record Made(Entry.CodeEntry entry, Program program) {}

    private final Map<String, Made> programs = new HashMap<>();

    /**
     * @param before those of an earlier state of the application, or null; a program of which no
     *     part has changed is the same object
     */
    Programs(Application application, Modules modules, Programs before) {
        application.libraries().forEach(library -> add(library, modules, before));
        application.processes().forEach(process -> add(process, modules, before));
        application.functions().forEach(function -> add(function, modules, before));
    }

    /** The program of an entry that has code; null if there is none with its id. */
    Program of(Entry.CodeEntry entry) {
        Made made = programs.get(entry.id());
        return made == null ? null : made.program;
    }

    /** What it imports has been added before. */
    private void add(Entry.CodeEntry entry, Modules modules, Programs before) {
        List<Program.Import> imports =
                entry.imports().entrySet().stream()
                        .map(
                                i ->
                                        new Program.Import(
                                                i.getKey(), programs.get(i.getValue()).program))
                        .toList();
        Made old = before == null ? null : before.programs.get(entry.id());
        Program program =
                old != null && old.entry.isSameCode(entry) && isSame(old.program.imports(), imports)
                        ? old.program
                        : new Program(
                                entry.id(),
                                entry.chunk(),
                                entry.method(),
                                modules.globals(entry.modules()),
                                imports);
        programs.put(entry.id(), new Made(entry, program));
    }

    /** Both have the same names and order, because the entry has not changed. */
    private static boolean isSame(List<Program.Import> some, List<Program.Import> others) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).library() != others.get(i).library()) {
                return false;
            }
        }
        return true;
    }
}
