// TinyRnnInstructionSet=auto (TinyRnn.Auto.targets): executables for newer processors lie beside the program, which itself runs on every x64
// processor. Before its main function, and so before .NET's runtime begins, the best of them takes its place.
// It is C because C# cannot read what the system saves (XGETBV), and because nothing of the program may have happened yet. What links the program
// compiles it, from a file beside the object file that defines TINYRNN_BUILD, and TINYRNN_START for the program itself.
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

// In every executable of one build the same note, and in those of no other: one that was left from an earlier version is not started. (`strip`
// keeps notes.)
__attribute__((section(".note.tinyrnn"), aligned(4), used))
const struct { unsigned nameSize, textSize, type; char name[8], text[sizeof TINYRNN_BUILD]; } TinyRnnBuild =
    { 8, sizeof TINYRNN_BUILD, 1, "TinyRnn", TINYRNN_BUILD };

#ifdef TINYRNN_START

static void CpuId(unsigned leaf, unsigned *eax, unsigned *ebx, unsigned *ecx)
{
    unsigned edx;
    __asm__ volatile("cpuid" : "=a"(*eax), "=b"(*ebx), "=c"(*ecx), "=d"(edx) : "a"(leaf), "c"(0));
}

static int Has(unsigned value, unsigned bits) { return (value & bits) == bits; }

// The newest of x86-64-v2, v3 and v4 that processor and system have. Not less than what .NET's runtime asks for at start (minipal_getcpufeatures):
// it ends a program whose processor lacks something.
static int Newest(void)
{
    const unsigned fma = 1u << 12, movbe = 1u << 22, osXSave = 1u << 27, avx = 1u << 28, f16c = 1u << 29, lzcnt = 1u << 5;
    const unsigned bmi1 = 1u << 3, avx2 = 1u << 5, bmi2 = 1u << 8;
    const unsigned f = 1u << 16, dq = 1u << 17, cd = 1u << 28, bw = 1u << 30, vl = 1u << 31;
    const unsigned ymm = 0x6, zmm = 0xE6;
    unsigned leaves, moreLeaves, features, moreFeatures, extended, saved, ignored;

    CpuId(0, &leaves, &ignored, &ignored);
    CpuId(0x80000000, &moreLeaves, &ignored, &ignored);
    if (leaves < 7 || moreLeaves < 0x80000001)
        return 2;
    CpuId(1, &ignored, &ignored, &features);
    if (!Has(features, fma | movbe | osXSave | avx | f16c))
        return 2;
    CpuId(7, &ignored, &extended, &ignored);
    CpuId(0x80000001, &ignored, &ignored, &moreFeatures);
    // Which registers the system saves.
    __asm__ volatile("xgetbv" : "=a"(saved) : "c"(0) : "edx");
    if (!Has(extended, bmi1 | avx2 | bmi2) || !Has(moreFeatures, lzcnt) || !Has(saved, ymm))
        return 2;
    return Has(extended, f | dq | cd | bw | vl) && Has(saved, zmm) ? 4 : 3;
}

// Intel's servers of 2017 to 2020 lower their clock for 512 bits; the just-in-time compiler prefers 256 there, and so does this.
static int LowersItsClock(void)
{
    unsigned version, name, ignored;
    CpuId(0, &ignored, &name, &ignored);
    CpuId(1, &version, &ignored, &ignored);
    return name == 0x756E6547 /* Genu */ && (version & 0x0FFF0FF0) == 0x00050650;
}

static int IsOfThisBuild(const char *path)
{
    Elf64_Ehdr file;
    Elf64_Phdr part;
    char notes[1024];
    int found = 0, descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return 0;
    if (pread(descriptor, &file, sizeof file, 0) == sizeof file && memcmp(file.e_ident, ELFMAG, SELFMAG) == 0)
    {
        for (int i = 0; i < file.e_phnum && !found; i++)
        {
            if (pread(descriptor, &part, sizeof part, file.e_phoff + i * sizeof part) != sizeof part)
                break;
            if (part.p_type != PT_NOTE)
                continue;
            ssize_t size = pread(descriptor, notes, part.p_filesz < sizeof notes ? part.p_filesz : sizeof notes, part.p_offset);
            found = size > 0 && memmem(notes, size, &TinyRnnBuild, sizeof TinyRnnBuild) != NULL;
        }
    }
    close(descriptor);
    return found;
}

// Returns only if there is no such executable beside this one. It has the process, its arguments, environment and open files.
static void Start(char *path, size_t length, int set, char **arguments)
{
    snprintf(path + length, 4, ".v%d", set);
    if (IsOfThisBuild(path))
        execve(path, arguments, environ);
}

static void Replace(char **arguments)
{
    char path[4096 + 4];
    ssize_t length = readlink("/proc/self/exe", path, 4096);
    // A program with more rights than its user would lose them, and goes on as it is.
    if (length <= 0 || length == 4096 || getauxval(AT_SECURE))
        return;

    int newest = Newest();
    const char *wish = getenv("TINYRNN_INSTRUCTION_SET");
    if (wish != NULL && *wish != 0)
    {
        int set = strlen(wish) == 2 && wish[0] == 'v' && wish[1] >= '2' && wish[1] <= '4' ? wish[1] - '0' : 0;
        if (set == 2)
            return;
        if (set != 0 && set <= newest)
            Start(path, length, set, arguments);
        dprintf(STDERR_FILENO, "TINYRNN_INSTRUCTION_SET is '%s' and does not count: %s\n", wish,
            set == 0 ? "it can be v2, v3 and v4"
            : set > newest ? "this processor or system has no such instructions"
            : "there is no such executable of the same build beside the program");
    }

    for (int set = newest == 4 && LowersItsClock() ? 3 : newest; set > 2; set--)
        Start(path, length, set, arguments);
}

int __real_main(int count, char **arguments);

int __wrap_main(int count, char **arguments)
{
    Replace(arguments);
    return __real_main(count, arguments);
}

#endif
