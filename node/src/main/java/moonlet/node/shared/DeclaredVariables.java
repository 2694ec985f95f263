package moonlet.node.shared;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.Variables;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import java.util.Map;
import java.util.TreeMap;

/** The variables of an application and their storages. Nothing else of a storage can be seen. */
public final class DeclaredVariables implements Variables {
    /**
     * One {@code env.variable}.
     *
     * @param name as programs ask for it, and as its storage knows it
     * @param otherwise what it is where the storage has no value; null for none
     */
    public record Variable(String name, Storage storage, String otherwise, boolean readOnly) {
        String value() {
            String value = storage.get(name);
            return value == null ? otherwise : value;
        }
    }

    private final Map<String, Variable> byId;
    private final Map<String, Variable> byName = new TreeMap<>();

    /**
     * @param byId by the id of its entry, which programs may use too
     */
    public DeclaredVariables(Map<String, Variable> byId) {
        this.byId = Map.copyOf(byId);
        byId.values().forEach(variable -> byName.put(variable.name(), variable));
    }

    @Override
    public Outcome<String> get(String name) {
        Variable variable = variable(name);
        String value = variable == null ? null : variable.value();
        return value != null ? Outcome.of(value) : new Outcome<>(null, notFound(name, variable));
    }

    @Override
    public Failure set(String name, String value) {
        Variable variable = variable(name);
        if (variable == null) {
            return notFound(name, null);
        }
        return variable.readOnly()
                ? Failure.of(ErrorKind.PERMISSION_DENIED, "variable is read-only: " + name)
                : variable.storage().set(variable.name(), value);
    }

    @Override
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        byName.forEach(
                (name, variable) -> {
                    String value = variable.value();
                    if (value != null) {
                        all.put(name, value);
                    }
                });
        return all;
    }

    private Variable variable(String name) {
        Variable variable = byName.get(name);
        return variable == null ? byId.get(name) : variable;
    }

    private static Failure notFound(String name, Variable variable) {
        return Failure.of(
                ErrorKind.NOT_FOUND,
                "variable not found: "
                        + name
                        + (variable == null
                                ? "; declare it with an entry of kind env.variable"
                                : "; it has no value and no default"));
    }
}
