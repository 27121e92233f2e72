/* The main job through the C API, as a C99 program would do it. Argument: a folder to work in. */
#include <almirah.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static almirah_error* error;
static int64_t today = 1767268800; /* 2026-01-01T12:00:00Z */

static int64_t fixed_clock(void* context) {
    return *(int64_t*)context;
}

static void expect(int condition, const char* what, int line) {
    if (condition) return;
    fprintf(stderr, "line %d: %s (last error: %s)\n", line, what, almirah_error_message(error));
    exit(1);
}
#define EXPECT(condition) expect((condition), #condition, __LINE__)
#define OK(call) EXPECT((call) == almirah_ok)

static void write_file(const char* path, const char* text) {
    FILE* file = fopen(path, "wb");
    EXPECT(file != NULL);
    EXPECT(fwrite(text, 1, strlen(text), file) == strlen(text));
    fclose(file);
}

struct buffer {
    char bytes[256];
    size_t size;
};

static int collect(void* context, const void* data, size_t size_bytes) {
    struct buffer* buffer = context;
    if (buffer->size + size_bytes > sizeof buffer->bytes) return 1;
    memcpy(buffer->bytes + buffer->size, data, size_bytes);
    buffer->size += size_bytes;
    return 0;
}

static almirah_store* make_store(const char* folder) {
    char path[512];
    almirah_store* store = NULL;
    almirah_options* options = almirah_options_new();
    almirah_options_set_clock(options, fixed_clock, &today);
    almirah_options_set_threads(options, 1);
    snprintf(path, sizeof path, "%s/office.almirah", folder);
    OK(almirah_store_create(&store, path, "BSR", "Collectorate", "anita", options, error));
    EXPECT(almirah_store_create(&store, path, "BSR", "Collectorate", "anita", options, error) ==
           almirah_already_exists);
    almirah_store_free(store);
    almirah_options_set_actor(options, "anita");
    OK(almirah_store_open(&store, path, options, error));
    almirah_options_free(options);
    OK(almirah_person_add(store, "ravi", "Ravi", "clerk", error));
    OK(almirah_person_add(store, "meena", "Meena", "approver", error));
    return store;
}

static void load_rules(almirah_store* store, const char* folder) {
    char path[512];
    int version = 0;
    snprintf(path, sizeof path, "%s/schedule.csv", folder);
    write_file(path, "code,title,trigger,retain,action,series\nC-3,Leave cases,closed,3y,destroy,LV\n");
    OK(almirah_schedule_load(&version, store, path, NULL, "GEN", error));
    EXPECT(version == 1);
    OK(almirah_series_add(store, "LV-OLD", "Old leave cases", "LV", NULL, error));
    EXPECT(almirah_series_add(store, "X", "X", "NONE", NULL, error) == almirah_not_found);
}

static void file_and_read(almirah_store* store) {
    almirah_text* id = NULL;
    struct buffer buffer = {{0}, 0};
    almirah_filing* filing =
        almirah_filing_new("LV", "\xe0\xa4\x85\xe0\xa4\xb5\xe0\xa4\x95\xe0\xa4\xbe\xe0\xa4\xb6");
    OK(almirah_filing_set(filing, "opened", "2020-02-01", error));
    OK(almirah_filing_set(filing, "closed", "2020-06-30", error));
    OK(almirah_filing_set(filing, "subject", "leave", error));
    EXPECT(almirah_filing_set(filing, "closed", "2023-02-29", error) == almirah_invalid_argument);
    EXPECT(almirah_filing_set(filing, "colour", "red", error) == almirah_invalid_argument);
    OK(almirah_filing_add_bytes(filing, "note.txt", "granted\n", 8, error));
    OK(almirah_store_act_as(store, "ravi", error));
    OK(almirah_record_file(&id, store, filing, error));
    EXPECT(strcmp(almirah_text_get(id), "LV/2026/000001") == 0);
    OK(almirah_record_read(store, almirah_text_get(id), NULL, 0, collect, &buffer, error));
    EXPECT(buffer.size == 8 && memcmp(buffer.bytes, "granted\n", 8) == 0);
    EXPECT(almirah_record_read(store, "LV/2026/000099", NULL, 0, collect, &buffer, error) ==
           almirah_not_found);
    EXPECT(almirah_error_code(error) == almirah_not_found && almirah_error_message(error)[0] != '\0');
    almirah_text_free(id);
    almirah_filing_free(filing);
}

static size_t count_due(almirah_store* store, const char* on) {
    almirah_due* due = NULL;
    size_t count = 0;
    OK(almirah_due_open(&due, store, on, "LV", error));
    while (almirah_due_next(due)) {
        EXPECT(strcmp(almirah_due_action(due), "destroy") == 0);
        EXPECT(strcmp(almirah_due_date(due), "2023-06-30") == 0);
        EXPECT(strcmp(almirah_due_rule(due), "C-3") == 0);
        ++count;
    }
    EXPECT(almirah_due_next(due) == 0);
    almirah_due_free(due);
    return count;
}

static void ask_why(almirah_store* store) {
    almirah_evaluation* evaluation = NULL;
    almirah_text* hold = NULL;
    int blocked = 0;
    EXPECT(count_due(store, "2023-06-29") == 0);
    EXPECT(count_due(store, NULL) == 1);
    EXPECT(almirah_hold_place(&hold, store, "LV/2026/000001", "Appeal 7/2026", error) == almirah_refused);
    EXPECT(strcmp(almirah_error_rule(error), "hold.place") == 0);
    OK(almirah_store_act_as(store, "anita", error));
    OK(almirah_hold_place(&hold, store, "LV/2026/000001", "Appeal 7/2026", error));
    OK(almirah_explain(&evaluation, store, "LV/2026/000001", NULL, error));
    EXPECT(!almirah_evaluation_eligible(evaluation) && almirah_evaluation_held(evaluation));
    EXPECT(strcmp(almirah_evaluation_due_on(evaluation), "2023-06-30") == 0);
    while (almirah_evaluation_next(evaluation))
        blocked += almirah_evaluation_reason_blocks(evaluation);
    EXPECT(blocked == 1);
    almirah_evaluation_free(evaluation);
    OK(almirah_hold_release(store, almirah_text_get(hold), "Appeal dismissed", error));
    EXPECT(count_due(store, NULL) == 1);
    almirah_text_free(hold);
}

static void approve_a_document(almirah_store* store, const char* folder) {
    char path[512];
    almirah_text* approval = NULL;
    int revision = -1;
    snprintf(path, sizeof path, "%s/procedure.txt", folder);
    write_file(path, "1. Receive. 2. Register. 3. File.\n");
    OK(almirah_document_create(store, "QP-07", "Control of records", "procedure", path, error));
    OK(almirah_document_submit(&approval, store, "QP-07", NULL, error));
    EXPECT(almirah_document_approve(store, "QP-07", error) == almirah_refused);
    OK(almirah_document_effective(&revision, store, "QP-07", NULL, error));
    EXPECT(revision == 0);
    OK(almirah_store_act_as(store, "meena", error));
    OK(almirah_document_approve(store, "QP-07", error));
    OK(almirah_document_effective(&revision, store, "QP-07", NULL, error));
    EXPECT(revision == 1);
    almirah_text_free(approval);
}

static void search_and_verify(almirah_store* store) {
    almirah_hits* hits = NULL;
    almirah_text* findings = NULL;
    size_t errors = 99;
    OK(almirah_search(&hits, store, "granted", 0, error));
    EXPECT(almirah_hits_next(hits) && strcmp(almirah_hits_id(hits), "LV/2026/000001") == 0);
    EXPECT(!almirah_hits_next(hits));
    almirah_hits_free(hits);
    OK(almirah_store_verify(&findings, &errors, store, 0, error));
    EXPECT(errors == 0);
    almirah_text_free(findings);
}

static int no_card(void* context, const void* bytes, size_t size_bytes, unsigned char* signature) {
    (void)bytes;
    memset(signature, 0, 64);
    *(size_t*)context = size_bytes;
    return 1;
}

/* By the key in tests/fuzz/corpus/ssh/private, which is nobody's. */
static void sign(almirah_store* store, const char* folder) {
    const char* public_key = "ssh-ed25519 "
                             "AAAAC3NzaC1lZDI1NTE5AAAAIL41owifjbFLA4MgQa8zrSMQbJdrvVAOl1YLOND2ReH4";
    char path[512];
    int number = 0;
    size_t asked = 0;
    almirah_options* options = almirah_options_new();
    almirah_store* signing = NULL;
    OK(almirah_store_act_as(store, "anita", error));
    OK(almirah_key_register(&number, store, public_key, error));
    EXPECT(number == 1);
    EXPECT(almirah_key_register(&number, store, "ssh-rsa AAAA", error) == almirah_invalid_argument);
    OK(almirah_key_approve(store, "anita", 1, error));
    almirah_options_set_clock(options, fixed_clock, &today);
    almirah_options_set_actor(options, "anita");
    EXPECT(almirah_options_set_key_file(options, "/nonexistent", error) == almirah_not_found);
    snprintf(path, sizeof path, "%s/private", folder);
    OK(almirah_options_set_key_file(options, path, error));
    snprintf(path, sizeof path, "%s/office.almirah", folder);
    OK(almirah_store_open(&signing, path, options, error));
    OK(almirah_series_add(signing, "SIGNED", "Signed", NULL, NULL, error));
    almirah_store_free(signing);
    OK(almirah_options_set_signer(options, public_key, no_card, &asked, error));
    OK(almirah_store_open(&signing, path, options, error));
    EXPECT(almirah_series_add(signing, "NOT", "Not signed", NULL, NULL, error) == almirah_cancelled);
    EXPECT(asked > 64);
    almirah_store_free(signing);
    almirah_options_free(options);
}

int main(int argc, char** argv) {
    almirah_store* store;
    if (argc != 2) return 2;
    error = almirah_error_new();
    store = make_store(argv[1]);
    load_rules(store, argv[1]);
    file_and_read(store);
    ask_why(store);
    approve_a_document(store, argv[1]);
    sign(store, argv[1]);
    search_and_verify(store);
    EXPECT(almirah_store_open(NULL, "/nonexistent", NULL, NULL) == almirah_not_found);
    EXPECT(strcmp(almirah_code_name(almirah_busy), "busy") == 0);
    almirah_store_free(store);
    almirah_store_free(NULL);
    almirah_error_free(error);
    puts("the main job through C: done");
    return 0;
}
