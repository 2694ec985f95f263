package moonlet.lua.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the Lua language server reads: a file of declarations for each module. */
public final class EditorFiles {
    private EditorFiles() {}

    /** Names of files, such as {@code process.lua}, with their texts. */
    public static SequencedMap<String, String> of(ApiTable table) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        for (ApiModule module : table.modules()) {
            if (!module.functions().isEmpty() || !module.constants().isEmpty()) {
                String name = module.name().equals("_G") ? "globals" : module.name();
                files.put(name + ".lua", text(module));
            }
        }
        return files;
    }

    private static String text(ApiModule module) {
        boolean global = module.name().equals("_G");
        StringBuilder text = new StringBuilder("---@meta\n\n--- ").append(module.text());
        if (!module.always()) {
            text.append(" Needs modules: [").append(module.name()).append("].");
        }
        text.append('\n');
        if (!global && module.standard().isEmpty()) {
            text.append(module.name()).append(" = {}\n");
            tables(module).forEach(table -> text.append(table).append(" = {}\n"));
        }
        String prefix = global ? "" : module.name() + ".";
        module.types().forEach(type -> append(text, type));
        for (ApiModule.Constant constant : module.constants()) {
            text.append("\n--- %s\n---@type %s\n".formatted(constant.text(), constant.type()))
                    .append("%s%s = nil\n".formatted(prefix, constant.name()));
        }
        module.functions().forEach(function -> append(text, prefix, function));
        return text.toString();
    }

    /** {@code process.event} and the like. */
    private static List<String> tables(ApiModule module) {
        return Stream.concat(
                        module.functions().stream().map(ApiFunction::name),
                        module.constants().stream().map(ApiModule.Constant::name))
                .filter(name -> name.contains("."))
                .map(name -> module.name() + "." + name.substring(0, name.indexOf('.')))
                .distinct()
                .toList();
    }

    private static void append(StringBuilder text, ApiModule.Type type) {
        text.append("\n--- ").append(type.text()).append('\n');
        if (!type.alias().isEmpty()) {
            text.append("---@alias %s %s\n".formatted(type.name(), type.alias()));
            return;
        }
        text.append("---@class %s\nlocal %s = {}\n".formatted(type.name(), type.name()));
        type.methods().forEach(method -> append(text, type.name() + ":", method));
    }

    private static void append(StringBuilder text, String prefix, ApiFunction function) {
        text.append("\n--- ").append(function.text()).append('\n');
        function.takes()
                .forEach((name, type) -> text.append("---@param %s %s\n".formatted(name, type)));
        if (function.fails().isEmpty()) {
            function.gives().forEach(type -> text.append("---@return ").append(type).append('\n'));
        } else {
            String types = function.gives().stream().collect(Collectors.joining(", "));
            text.append("---@return %s?\n".formatted(types.isEmpty() ? "nil" : types))
                    .append(
                            "---@return Error? # %s\n"
                                    .formatted(String.join(", ", function.fails())));
        }
        text.append(
                "function %s%s%s end\n".formatted(prefix, function.name(), function.parameters()));
    }
}
