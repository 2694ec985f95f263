package moonlet.lua.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The reference in Markdown: a page for each module. */
final class ReferencePages {
    private ReferencePages() {}

    /** Names of files, such as {@code process.md}, with their texts. */
    static SequencedMap<String, String> of(ApiTable table) {
        SequencedMap<String, String> pages = new LinkedHashMap<>();
        for (ApiModule module : table.modules()) {
            String name = module.name().equals("_G") ? "globals" : module.name();
            pages.put(name + ".md", page(name, module));
        }
        return pages;
    }

    private static String page(String name, ApiModule module) {
        StringBuilder page = new StringBuilder("# ").append(name).append("\n\n");
        page.append(module.text());
        page.append(module.always() ? "" : " Needs `modules: [" + name + "]`.").append("\n\n");
        page.append("Made from `moonlet/api/").append(name).append(".yaml`; change that.\n");
        String prefix = name.equals("globals") ? "" : name + ".";
        if (!module.standard().isEmpty()) {
            page.append("\nAs in Lua 5.2: ")
                    .append(
                            module.standard().stream()
                                    .map(n -> "`" + prefix + n + "`")
                                    .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        functions(page, prefix, module.functions());
        if (!module.constants().isEmpty()) {
            page.append("\n| constant | type | meaning |\n|---|---|---|\n");
            module.constants()
                    .forEach(
                            c ->
                                    page.append(
                                            "| `%s%s` | `%s` | %s |\n"
                                                    .formatted(
                                                            prefix, c.name(), c.type(), c.text())));
        }
        for (ApiModule.Type type : module.types()) {
            page.append("\n## ").append(type.name()).append("\n\n").append(type.text());
            page.append(type.alias().isEmpty() ? "" : " " + code(type.alias())).append('\n');
            functions(page, type.name() + ":", type.methods());
        }
        return page.toString();
    }

    private static void functions(StringBuilder page, String prefix, List<ApiFunction> functions) {
        if (functions.isEmpty()) {
            return;
        }
        page.append("\n| call | gives | errors | permission | |\n|---|---|---|---|---|\n");
        for (ApiFunction f : functions) {
            String takes =
                    f.takes().entrySet().stream()
                            .map(p -> p.getKey() + ": " + p.getValue())
                            .collect(Collectors.joining(", "));
            page.append(
                    "| %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    code(prefix + f.name() + "(" + takes + ")"),
                                    code(String.join(", ", f.gives())),
                                    String.join(", ", f.fails()),
                                    code(f.permission()),
                                    f.text()));
        }
    }

    /** A vertical bar would end the cell of a table. */
    private static String code(String text) {
        return text.isEmpty() ? "–" : "`" + text.replace("|", " or ") + "`";
    }
}
