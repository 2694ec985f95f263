package moonlet.node;

import moonlet.lua.process.Variables;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.shared.DeclaredVariables;
import moonlet.node.shared.DeclaredVariables.Variable;
import moonlet.node.shared.Storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the declared variables of an application and their storages together. */
final class Environment {
    private final Application application;
    private final Map<String, String> os;
    private final Map<String, Storage> storages = new HashMap<>();

    private Environment(Application application, Map<String, String> os) {
        this.application = application;
        this.os = os;
    }

    /**
     * @param os the environment of the operating system
     */
    static Variables of(Application application, Map<String, String> os) {
        Environment environment = new Environment(application, os);
        Map<String, Variable> variables = new HashMap<>();
        for (Entry.VariableEntry entry : application.variables()) {
            variables.put(
                    entry.id(),
                    new Variable(
                            entry.variable(),
                            environment.storage(entry.storage()),
                            entry.otherwise(),
                            entry.readOnly()));
        }
        return new DeclaredVariables(variables);
    }

    /** The same for all who name it. That routers name no routers is checked by the loader. */
    private Storage storage(String id) {
        Storage known = storages.get(id);
        if (known == null) {
            known = create((Entry.StorageEntry) application.entries().get(id));
            storages.put(id, known);
        }
        return known;
    }

    private Storage create(Entry.StorageEntry entry) {
        return switch (entry.storage()) {
            case Entry.Storage.Memory(Map<String, String> values) -> Storage.Memory.of(values);
            case Entry.Storage.Fixed(Map<String, String> values) ->
                    new Storage.Fixed(entry.id(), values);
            case Entry.Storage.System _ -> new Storage.Fixed(entry.id(), os);
            case Entry.Storage.File(var path, var file) -> new Storage.File(entry.id(), path, file);
            case Entry.Storage.Router(List<String> ids) ->
                    new Storage.Router(ids.stream().map(this::storage).toList());
        };
    }
}
