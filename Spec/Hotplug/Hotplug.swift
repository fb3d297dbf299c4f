/// Memory that comes and goes while a kernel runs, and what kexec may know of it.
///
/// The chapters beside this file are the source of this module. They begin with the two accounts of
/// memory that user space can read, the resource tree in `01-resources.md` and the firmware's map in
/// `03-firmware-map.md`; then memory is added to a running kernel and taken away again, by plain
/// hotplug in `04-adding.md` and by a virtio-mem device in `06-virtio-mem.md`; a kernel is loaded
/// with kexec, and a dump made of one that crashed; and in the end memory that came later meets
/// memory that is handed over.
