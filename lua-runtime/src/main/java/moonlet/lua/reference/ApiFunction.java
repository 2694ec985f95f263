package moonlet.lua.reference;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A function of a module or a method of a type.
 *
 * @param name may be {@code registry.lookup}
 * @param takes names of the parameters with their LuaLS types; {@code name?} may be left out
 * @param gives LuaLS types of the results
 * @param fails kinds of errors that come as {@code nil, err}; empty where it only raises
 * @param permission what a policy has to allow; empty for nothing
 */
public record ApiFunction(
        String name,
        SequencedMap<String, String> takes,
        List<String> gives,
        List<String> fails,
        String permission,
        String text) {

    /** {@code (dest, topic, ...)}. */
    String parameters() {
        return takes.keySet().stream()
                .map(name -> name.replace("?", ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
